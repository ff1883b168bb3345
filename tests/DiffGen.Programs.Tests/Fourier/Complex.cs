using System;

namespace DiffGen.Programs.Fourier;

/// <summary>A complex number.</summary>
/// <param name="Re">Its real part.</param>
/// <param name="Im">Its imaginary part.</param>
[Differentiable]
public readonly partial record struct Complex(double Re, double Im)
{
    public static Complex One => new(1, 0);

    public Complex Conjugate => new(Re, -Im);

    public double SquaredMagnitude => (Re * Re) + (Im * Im);

    public static implicit operator Complex(double re) => new(re, 0);

    public static Complex operator +(Complex a, Complex b) => new(a.Re + b.Re, a.Im + b.Im);

    public static Complex operator -(Complex a, Complex b) => new(a.Re - b.Re, a.Im - b.Im);

    public static Complex operator *(Complex a, Complex b) => new((a.Re * b.Re) - (a.Im * b.Im), (a.Re * b.Im) + (a.Im * b.Re));

    public static Complex operator *(double factor, Complex a) => new(factor * a.Re, factor * a.Im);

    public static Complex operator /(Complex a, Complex b) => 1 / b.SquaredMagnitude * (a * b.Conjugate);

    /// <summary>e^{i angle}.</summary>
    public static Complex FromAngle(double angle)
    {
        (double sin, double cos) = Math.SinCos(angle);
        return new Complex(cos, sin);
    }
}
