using DiffGen;

namespace Golden.Scalars;

/// <summary>Test functions of optimization.</summary>
public static partial class Beale
{
    /// <summary>Least, namely zero, at (3, 0.5).</summary>
    [Differentiable]
    public static double Value(double x, double y)
    {
        double a = 1.5 - x + x * y, b = 2.25 - x + x * y * y, c = 2.625 - x + x * y * y * y;
        return a * a + b * b + c * c;
    }

    [Differentiable]
    public static double Rosenbrock(double x, double y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
}
