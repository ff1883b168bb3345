using System;
using DiffGen;

namespace Golden.Composites;

[Differentiable]
public record struct Atom(double X, double Y, double Charge);

public static partial class SpansOfStructs
{
    /// <summary>The electrostatic energy of charges in a plane.</summary>
    [Differentiable]
    public static double Energy([Sample(Length = 3)] ReadOnlySpan<Atom> atoms)
    {
        double energy = 0;
        for (int i = 0; i < atoms.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double dx = atoms[i].X - atoms[j].X, dy = atoms[i].Y - atoms[j].Y;
                energy += atoms[i].Charge * atoms[j].Charge / Math.Sqrt((dx * dx) + (dy * dy) + 0.01);
            }
        }

        return energy;
    }

    [Differentiable]
    public static void Spread([Sample(Length = 3)] Span<Atom> atoms, double by)
    {
        for (int i = 0; i < atoms.Length; i++)
        {
            atoms[i].X *= by;
            atoms[i] = atoms[i] with { Y = by * atoms[i].Y };
        }
    }

    [Differentiable]
    public static Atom Centre([Sample(Length = 3)] Atom[] atoms)
    {
        Atom sum = default;
        foreach (Atom atom in atoms)
        {
            sum = new Atom(sum.X + (atom.Charge * atom.X), sum.Y + (atom.Charge * atom.Y), sum.Charge + atom.Charge);
        }

        return new Atom(sum.X / sum.Charge, sum.Y / sum.Charge, sum.Charge);
    }
}
