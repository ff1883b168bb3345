using DiffGen;

namespace Golden.Scalars;

public static partial class CompoundAssignment
{
    [Differentiable]
    public static double AllOperators(double x, double y)
    {
        double a = x;
        a += y;
        a *= x;
        a -= 0.5 * y;
        a /= 1 + y;
        a %= 10;
        return a * a;
    }

    [Differentiable]
    public static double Increments(double x)
    {
        double a = x++;
        double b = ++x;
        double c = x--;
        return a * b + c * --x - x;
    }

    /// <summary>An assignment is an expression, too.</summary>
    [Differentiable]
    public static double Chained(double x)
    {
        double a, b;
        a = b = x * x;
        b *= a += 2;
        return a + b;
    }
}
