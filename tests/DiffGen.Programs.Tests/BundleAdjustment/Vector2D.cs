namespace DiffGen.Programs.BundleAdjustment;

/// <summary>A point or vector of the plane.</summary>
[Differentiable]
public readonly partial record struct Vector2D(double X, double Y)
{
    public double SquaredLength => (X * X) + (Y * Y);

    public static Vector2D operator +(Vector2D a, Vector2D b) => new(a.X + b.X, a.Y + b.Y);

    public static Vector2D operator -(Vector2D a, Vector2D b) => new(a.X - b.X, a.Y - b.Y);

    public static Vector2D operator *(double factor, Vector2D a) => new(factor * a.X, factor * a.Y);
}
