"""Where actors stand: ideal points, and shares of agreement."""
