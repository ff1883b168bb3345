using System;
using System.Numerics;
using DiffGen;

namespace Golden.Combinations;

/// <summary>The vectors of System.Numerics.</summary>
public static partial class Vectors
{
    [Differentiable(Hvp = true)]
    public static float Dots(Vector2 a, Vector3 b, Vector4 c) => (Vector2.Dot(a, a) * b.X) + Vector3.Dot(b, new Vector3(a, 1)) + Vector4.Dot(c, new Vector4(b, a.Y)) + c.W;

    [Differentiable]
    public static Vector3 Arithmetic(Vector3 a, Vector3 b, float x) => ((a + b) * x) - (a * b / (b + Vector3.One)) + (-a / x) + (2 * b);

    [Differentiable]
    public static Vector3 Functions(Vector3 a, Vector3 b, float t)
    {
        Vector3 n = Vector3.Normalize(a);
        Vector3 r = Vector3.Reflect(b, n);
        return Vector3.Lerp(r, Vector3.Cross(a, b), t) + Vector3.Max(a, b) - (Vector3.Min(a, b) * Vector3.Abs(a - b)) + Vector3.SquareRoot(a);
    }

    [Differentiable]
    public static float Lengths(Vector3 a, Vector3 b) => (a.Length() * b.LengthSquared()) + Vector3.Distance(a, b) + Vector3.DistanceSquared(a, b);

    [Differentiable]
    public static float Flat(Vector2 a, Vector2 b) => a.Length() + Vector2.Distance(a, b) + Vector2.Dot(Vector2.Normalize(a), Vector2.Reflect(a, b)) + Vector2.Lerp(a, b, 0.25f).X;

    [Differentiable]
    public static float Four(Vector4 a, Vector4 b) => a.Length() + Vector4.DistanceSquared(a, b) + Vector4.Normalize(a - b).Z + Vector4.Lerp(a, b, 0.25f).W;

    [Differentiable]
    public static Vector3 Written(Vector3 v, float x)
    {
        v.X *= x;
        v.Y = v.X + v.Z;
        v += new Vector3(x, 0, v.Y);
        v *= x;
        v *= v;
        v /= 2;
        v -= Vector3.UnitX;
        return v;
    }

    [Differentiable]
    public static double ToDouble(Vector3 v, double x) => (v.X * x) + (v.Length() * Math.Sin(x));

    [Differentiable]
    public static float Balls(Ball ball, Vector3 origin, Vector3 direction)
    {
        Vector3 d = Vector3.Normalize(direction), to = ball.Centre - origin;
        float along = Vector3.Dot(to, d);
        float square = to.LengthSquared() - (along * along);
        if (square > 100 * ball.Radius * ball.Radius)
        {
            return 0;
        }

        float t = along - MathF.Sqrt(100 * ball.Radius * ball.Radius - square);
        Vector3 normal = Vector3.Normalize(origin + (t * d) - ball.Centre);
        return ball.Albedo * MathF.Abs(normal.Y) + t;
    }

    [Differentiable]
    public static Vector3 Loop(Vector3 position, Vector3 velocity, float dt, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            Vector3 force = position.LengthSquared() > 1 ? -position : Vector3.Cross(velocity, Vector3.UnitZ);
            velocity += dt * force;
            position += dt * velocity;
        }

        return position;
    }

    [Differentiable]
    public static Ball Grown(Ball ball, float by) => ball with { Radius = ball.Radius * by, Centre = ball.Centre + new Vector3(by) };

    [Differentiable]
    public static float FromSpan([Sample(Length = 4)] ReadOnlySpan<float> x, [NoDiff] Vector3 weights)
    {
        Vector3 v = new(x[1..]);
        Vector3 w = Vector3.Create(x[0]);
        return Vector3.Dot(v * weights, w) + Vector3.Create(x[0], 1, x[3]).LengthSquared();
    }

    [Differentiable]
    public static Vector2 Compared(Vector2 a, Vector2 b) => a == b ? a : a != Vector2.Zero ? a * b : Vector2.One * b.X;

    [Differentiable]
    public static float Optional(float x, Vector3 v = default) => (v.X + x) * v.Y * x;
}
