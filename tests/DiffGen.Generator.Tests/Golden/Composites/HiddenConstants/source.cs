using System.Collections.Generic;
using DiffGen;

namespace Golden.Composites;

/// <summary>A number of two parts that nobody else sees.</summary>
[Differentiable]
public readonly partial struct Phasor
{
    public static readonly Phasor I = new(0, 1);

    private readonly double _re;
    private readonly double _im;

    public Phasor(double re, double im)
    {
        _re = re;
        _im = im;
    }

    public static Phasor Half { get; } = new(0.5, -0.25);

    public static Phasor Turned => new(1, 0.75);

    public double Re => _re;

    public double Im => _im;

    public static Phasor operator *(Phasor a, Phasor b) => new((a._re * b._re) - (a._im * b._im), (a._re * b._im) + (a._im * b._re));

    public bool IsSame(Phasor other) => _re == other._re && _im == other._im;
}

public static partial class HiddenConstants
{
    private static readonly List<Phasor> s_list = [new(1, 2), new(0.5, 1)];
    private static readonly Phasor[] s_table = [new(1, -1), new(2, 3)];

    /// <summary>Constants of the type: fields, properties that are kept or computed, elements of lists and arrays.</summary>
    [Differentiable]
    public static double Turns(double x, int n)
    {
        Phasor z = new(x, 2 * x);
        for (int i = 0; i < n; i++)
        {
            z = z * Phasor.I * s_table[i & 1];
        }

        foreach (Phasor factor in s_list)
        {
            z *= factor;
        }

        return (z * Phasor.Half * Phasor.Turned).Re;
    }

    /// <summary>A comparison with a constant.</summary>
    [Differentiable]
    public static double Unless(double x)
    {
        Phasor z = new(x, x * x);
        return z.IsSame(Phasor.I) ? 0 : z.Im * z.Re;
    }
}
