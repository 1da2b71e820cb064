"""What a network is made of: coalitions, camps, brokers, backbones, phases."""
