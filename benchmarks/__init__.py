"""What the library costs, beside what others do, and the data it is measured on."""
