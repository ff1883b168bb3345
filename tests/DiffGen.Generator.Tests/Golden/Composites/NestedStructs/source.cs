using System;
using DiffGen;

namespace Golden.Composites;

[Differentiable]
public struct Offset
{
    public double X, Y;

    public readonly double Length => Math.Sqrt((X * X) + (Y * Y));

    public static Offset operator +(Offset a, Offset b) => new() { X = a.X + b.X, Y = a.Y + b.Y };

    public static Offset operator *(double s, Offset a) => new() { X = s * a.X, Y = s * a.Y };
}

[Differentiable]
public struct Ship
{
    public Offset Position;
    public Offset Velocity;
    public double Mass;
    public int Legs;
}

public static partial class NestedStructs
{
    /// <summary>Moves on under a force, and turns at a boundary.</summary>
    [Differentiable]
    public static Ship Sail(Ship ship, Offset force, double dt, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            ship.Velocity += dt / ship.Mass * force;
            ship.Position += dt * ship.Velocity;
            if (ship.Position.X > 1.5)
            {
                ship.Velocity.X = -0.8 * ship.Velocity.X;
                ship.Legs++;
            }
        }

        return ship;
    }

    [Differentiable]
    public static double DistanceSailed(Ship ship, Offset force) => Sail(ship, force, 0.1, 4).Position.Length;
}
