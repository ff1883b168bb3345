using System;
using DiffGen;

namespace Golden.Fuzzed;

/// <summary>Random programs in which a value was read later than the method reads it.</summary>
public static partial class Reads
{
    /// <summary>The element is read before it is overwritten, on one side of a choice.</summary>
    [Differentiable(Hvp = true)]
    public static double ChosenBeforeWritten(int n, Span<double> a) => (n % 2 == 0 ? Math.Sin(a[0]) : 0) + (a[0] = 0.5 * a[1]);

    /// <summary>The same, with the choice as a limit of a loop that writes what it depends on.</summary>
    [Differentiable]
    public static double LimitBeforeWritten(Span<double> a)
    {
        double sum = 0;
        int limit = a[0] > 0 ? (int)(2 + a[0]) : 1;
        for (int i = 0; i < limit; i++)
        {
            a[0] = 5;
            sum += a[1] * a[1];
        }

        return sum;
    }

    /// <summary>Code behind a throw whose condition is a constant.</summary>
    [Differentiable]
    public static double BehindThrow(double x, Span<double> a)
    {
        const bool Checked = true;
        if (!Checked)
            throw new ArithmeticException("no");
        return a[0] * x;
    }

    /// <summary>A value that the method of a foreach variable changes is that variable's alone.</summary>
    [Differentiable]
    public static double OfACopy(Turner[] turners, double x)
    {
        double sum = 0;
        foreach (Turner turner in turners)
        {
            Turner copy = turner;
            copy.Turn(x);
            sum += turner.Angle * copy.Angle;
        }

        return sum;
    }

    [Differentiable]
    public partial struct Turner
    {
        public double Angle;

        public void Turn(double by) => Angle += by * by;
    }
}
