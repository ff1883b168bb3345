using System.Runtime.CompilerServices;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The gradients of the two surfaces, as one writes them with pencil and paper; small enough to be worth inlining.</summary>
internal static class SurfaceGradients
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double Value, double XGrad, double YGrad) Beale(double x, double y)
    {
        double y2 = y * y;
        double y3 = y2 * y;
        double a = 1.5 - x + x * y;
        double b = 2.25 - x + x * y2;
        double c = 2.625 - x + x * y3;
        double xGrad = 2 * (a * (y - 1) + b * (y2 - 1) + c * (y3 - 1));
        double yGrad = 2 * x * (a + 2 * b * y + 3 * c * y2);
        return (a * a + b * b + c * c, xGrad, yGrad);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double Value, double XGrad, double YGrad) Rosenbrock(double x, double y)
    {
        double a = 1 - x;
        double b = y - x * x;
        return (a * a + 100 * b * b, -2 * a - 400 * x * b, 200 * b);
    }
}
