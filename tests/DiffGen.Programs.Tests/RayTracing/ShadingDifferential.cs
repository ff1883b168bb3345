using System;
using DiffGen.Programs.Harness;

namespace DiffGen.Programs.RayTracing;

/// <summary>
/// The differential of one ray's brightness in closed form and double precision. The hit point moves with the surface, so by
/// n · (do + t dd + dt d − dc) = dr the distance changes by dt = (dr − n · (do + t dd − dc)) / (n · d): no square root is differentiated.
/// </summary>
internal static class ShadingDifferential
{
    /// <summary>Numbers of a sphere: centre, radius, albedo.</summary>
    public const int SphereNumbers = 5;

    /// <summary>Brightness and its gradient, in the order spheres, light, eye, target.</summary>
    public static (double Value, double[] Gradient) At(double[] p, Surface[] surfaces)
    {
        double[] gradient = new double[p.Length];
        double value = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double[] unit = new double[p.Length];
            unit[i] = 1;
            (value, gradient[i]) = Along(p, unit, surfaces);
        }

        return (value, gradient);
    }

    private static (double Value, double Differential) Along(double[] p, double[] dp, Surface[] surfaces)
    {
        double[] light = p[^9..^6], eye = p[^6..^3], dlight = dp[^9..^6], deye = dp[^6..^3];
        (double[] d, double[] dd) = Unit(Combine(p[^3..], eye, -1), Combine(dp[^3..], deye, -1));
        int nearest = -1;
        double t = double.PositiveInfinity;
        for (int i = 0; i < surfaces.Length; i++)
        {
            double[] sphere = p[(SphereNumbers * i)..][..SphereNumbers], offset = Combine(eye, sphere[..3], -1);
            double b = Dense.Dot(offset, d), discriminant = (b * b) - Dense.Dot(offset, offset) + (sphere[3] * sphere[3]);
            double root = -b - Math.Sqrt(Math.Max(discriminant, 0));
            if (discriminant >= 0 && root > 0 && root < t)
            {
                (nearest, t) = (i, root);
            }
        }

        if (nearest < 0)
        {
            return (0.4 + (0.3 * d[1]), 0.3 * dd[1]);
        }

        double[] s = p[(SphereNumbers * nearest)..][..SphereNumbers], ds = dp[(SphereNumbers * nearest)..][..SphereNumbers];
        double albedo = s[4], dalbedo = ds[4];
        if (surfaces[nearest] == Surface.Flat)
        {
            return (albedo, dalbedo);
        }

        double[] hit = Combine(eye, d, t), n = Scale(Combine(hit, s[..3], -1), 1 / s[3]);
        double[] drift = Combine(deye, dd, t);
        double dt = (ds[3] - Dense.Dot(n, Combine(drift, ds[..3], -1))) / Dense.Dot(n, d);
        double[] dhit = Combine(drift, d, dt);
        double[] dn = Scale(Combine(Combine(dhit, ds[..3], -1), n, -ds[3]), 1 / s[3]);
        (double[] l, double[] dl) = Unit(Combine(light, hit, -1), Combine(dlight, dhit, -1));
        double lambert = Dense.Dot(n, l), dlambert = Dense.Dot(dn, l) + Dense.Dot(n, dl);
        if (lambert <= 0)
        {
            return (0.1 * albedo, 0.1 * dalbedo);
        }

        double value = albedo * (0.1 + lambert), differential = (dalbedo * (0.1 + lambert)) + (albedo * dlambert);

        // The mirrored light against the ray: l · d − 2 (n · l) (n · d)
        double aligned = Dense.Dot(l, d) - (2 * lambert * Dense.Dot(n, d));
        if (surfaces[nearest] == Surface.Glossy && aligned > 0)
        {
            double daligned = Dense.Dot(dl, d) + Dense.Dot(l, dd) - (2 * dlambert * Dense.Dot(n, d)) - (2 * lambert * (Dense.Dot(dn, d) + Dense.Dot(n, dd)));
            value += 0.5 * Math.Pow(aligned, 6);
            differential += 3 * Math.Pow(aligned, 5) * daligned;
        }

        return (value, differential);
    }

    private static (double[] Unit, double[] Differential) Unit(double[] v, double[] dv)
    {
        double length = Math.Sqrt(Dense.Dot(v, v));
        double[] unit = Scale(v, 1 / length);
        return (unit, Scale(Combine(dv, unit, -Dense.Dot(unit, dv)), 1 / length));
    }

    private static double[] Combine(double[] a, double[] b, double factor) => [a[0] + (factor * b[0]), a[1] + (factor * b[1]), a[2] + (factor * b[2])];

    private static double[] Scale(double[] a, double factor) => [factor * a[0], factor * a[1], factor * a[2]];
}
