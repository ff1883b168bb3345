using System;
using System.Numerics;
using DiffGen;

namespace Golden.Composites;

public enum Surface
{
    Matt,
    Mirror,
}

[Differentiable]
public record struct Ball(Vector3 Centre, float Radius, float Albedo, Surface Surface);

[Differentiable]
public readonly partial record struct Reading(double Value, int Sensor);

public static partial class MixedSpans
{
    /// <summary>Light on balls, those that are no mirrors.</summary>
    [Differentiable]
    public static float Light([Sample(Length = 3)] ReadOnlySpan<Ball> balls, Vector3 from)
    {
        float sum = 0;
        foreach (Ball ball in balls)
        {
            if (ball.Surface != Surface.Mirror)
            {
                sum += ball.Albedo * ball.Radius / (0.5f + Vector3.DistanceSquared(ball.Centre, from));
            }
        }

        return sum;
    }

    [Differentiable]
    public static void Move([Sample(Length = 3)] Span<Ball> balls, Vector3 by)
    {
        for (int i = 0; i < balls.Length; i++)
        {
            balls[i].Centre += by;
            balls[i].Radius *= balls[^1].Albedo;
        }
    }

    /// <summary>Readings of sensors, each with a gain of its own; the first is taken twice.</summary>
    [Differentiable]
    public static Reading[] Calibrated([Sample(Length = 3)] Reading[] readings, [Sample(Length = 5)] ReadOnlySpan<double> gains)
    {
        var calibrated = new Reading[readings.Length];
        for (int i = 0; i < readings.Length; i++)
        {
            calibrated[i] = readings[i] with { Value = readings[i].Value * gains[readings[i].Sensor] };
        }

        calibrated.AsSpan(0, 1).CopyTo(calibrated.AsSpan(1));
        return calibrated;
    }
}
