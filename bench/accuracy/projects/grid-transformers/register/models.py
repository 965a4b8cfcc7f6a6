from django.db import models


class Transformer(models.Model):
    number = models.CharField(max_length=20, unique=True)
    model = models.CharField(max_length=40)
    rated_power_kva = models.IntegerField()
    built = models.IntegerField()


class OilSample(models.Model):
    transformer = models.ForeignKey(Transformer, on_delete=models.CASCADE, related_name="samples")
    taken = models.DateField()
    acidity = models.DecimalField(max_digits=5, decimal_places=3)
