using System;
using DiffGen;

namespace Golden.Scalars;

public static partial class Haversine
{
    private const double EarthRadius = 6371.0088;

    /// <summary>The distance of two places, in kilometres; angles in radians.</summary>
    [Differentiable]
    public static double Distance(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        double sinLatitude = Math.Sin((latitude2 - latitude1) / 2);
        double sinLongitude = Math.Sin((longitude2 - longitude1) / 2);
        double h = sinLatitude * sinLatitude + Math.Cos(latitude1) * Math.Cos(latitude2) * sinLongitude * sinLongitude;
        return 2 * EarthRadius * Math.Asin(Math.Sqrt(h));
    }
}
