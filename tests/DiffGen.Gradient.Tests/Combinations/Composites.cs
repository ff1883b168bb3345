using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Structs in loops, branches and early returns.</summary>
public static partial class Composites
{
    private static readonly Spot s_wind = new(0.3, -0.2);

    /// <summary>Carried by a loop and merged in a branch in it.</summary>
    [Differentiable(Hvp = true)]
    public static double Orbit(Spot start, Spot speed, double dt, int steps)
    {
        Spot p = start, v = speed;
        for (int i = 0; i < steps; i++)
        {
            if (p.Norm > 1.2)
            {
                v -= dt * p;
            }
            else
            {
                v = new Spot(v.X - (dt * p.X * p.Norm), v.Y);
            }

            p += dt * v;
        }

        return (p * p) + (v * start);
    }

    /// <summary>A while loop, with continue and break.</summary>
    [Differentiable]
    public static Spot Spiral(Spot p, double shrink)
    {
        int i = 0;
        while (true)
        {
            i++;
            if (i % 3 == 0)
            {
                p.Turn(0.3 * shrink);
                continue;
            }

            p = shrink * p;
            if (p.Norm < 0.2 || i > 12)
            {
                break;
            }
        }

        return p;
    }

    [Differentiable]
    public static Spot EarlyReturns(Spot a, double x, [Sample(Values = "0 | 1 | 2 | 3")] int way)
    {
        if (way == 0)
        {
            return a;
        }

        Spot b = new() { X = x * x, Y = a.Y };
        for (int i = 0; i < 3; i++)
        {
            b = b with { X = b.X * a.X };
            if (way == 1 && i == 1)
            {
                return b + a;
            }
        }

        return way == 2 ? b : new Spot(b.Y, x) + Spot.Origin;
    }

    /// <summary>Fields of fields, written one by one.</summary>
    [Differentiable(Hvp = true)]
    public static double FieldsOfFields(Particle p, double t)
    {
        p.Position.X += t * p.Velocity.X;
        p.Position.Y = p.Velocity.Y * p.Position.X;
        p.Velocity.X *= p.Mass;
        p.Mass++;
        return (p.Position.X * p.Position.Y) + (p.Velocity.X * p.Mass * p.Charge);
    }

    /// <summary>A copy is a copy.</summary>
    [Differentiable]
    public static double Copies(Particle p)
    {
        Particle q = p;
        q.Position.X *= 3;
        Spot s = p.Position;
        s.Y *= p.Position.X;
        p.Velocity = s;
        return (q.Position.X * p.Position.X) + (p.Velocity.Y * s.X) + q.Velocity.X;
    }

    /// <summary>Patterns on constants in structs.</summary>
    [Differentiable]
    public static double Kinds(Particle p, double x) => p switch
    {
        { Kind: Kind.Free } => p.Mass * x,
        { Kind: Kind.Held, Charge: > 100 } => x,
        { Kind: Kind.Held } => x * x * p.Position.X,
        _ => Math.Sin(x * p.Velocity.Y),
    };

    [Differentiable]
    public static double Patterns(Particle p, Spot s, [Sample(Values = "0 | 1 | 2")] int n)
    {
        if (p is { Kind: Kind.Held, Charge: var charge } && n > 0)
        {
            return charge * p.Mass;
        }

        return (s, n) is ({ X: > 1 }, 1) ? s.Y : s is (var x, < 1) ? x * x : n switch { 0 => p.Energy(), _ when s is var t => t.X * s.Y, _ => 0 };
    }

    [Differentiable]
    public static Particle Step(Particle p, double dt)
    {
        switch (p.Kind)
        {
            case Kind.Held:
                p.Velocity = default;
                break;
            case Kind.Damped:
                p.Velocity = 0.5 * p.Velocity;
                goto default;
            default:
                p.Velocity += dt * s_wind;
                break;
        }

        return p with { Position = p.Position + (dt * p.Velocity) };
    }

    [Differentiable]
    public static double Defaults(double x, Spot s = default)
    {
        Spot zero = default, other = default(Spot);
        zero.X = x;
        return (zero.X * zero.X) + (other.Y * x) + (s.X * x) + s.Y;
    }

    /// <summary>Equality in conditions.</summary>
    [Differentiable]
    public static double Equal(Spot a, Spot b, [Sample(Values = "true | false")] bool same)
    {
        if (same)
        {
            b = a;
        }

        if (a == b)
        {
            return a.X * b.Y;
        }

        return a != new Spot(0, 0) && !a.Equals(b) ? a * b : b.X;
    }

    [Differentiable]
    public static double Bands(double a, double b, [Sample(Values = "0.1 | 0.9 | 2.5")] double x)
    {
        Band band = new(a, b);
        Band wide = band.Widened(0.1 * a);
        return x < band.Low ? band.Middle * x : x > wide.High ? wide.Middle : band.High * x * wide.Low;
    }

    [Differentiable]
    public static Band Widen(Band band, double by, int times)
    {
        for (int i = 0; i < times; i++)
        {
            band = band.Widened(by * band.Low);
        }

        return band;
    }

    [Differentiable]
    public static double Constructors(double x, double y)
    {
        Cubic a = new(x), b = new(x, y), c = new Cubic(y) { C = x * y, A = x }, d = default;
        return a.At(y) + b.At(x) + c.At(0.5) + d.At(x) + b[1] + c[3] + a.C;
    }

    /// <summary>A struct as an argument of a recursion.</summary>
    [Differentiable]
    public static Spot Recursive(Spot p, int n)
    {
        if (n == 0)
        {
            return p;
        }

        Spot inner = Recursive(new Spot(p.Y * 0.7, Math.Sin(p.X)), n - 1);
        return inner + (0.5 * p);
    }

    [Differentiable]
    public static double RecursiveParticle(Particle p, int n) => n <= 0 ? p.Energy() : RecursiveParticle(Step(p, 0.1), n - 1) + (p.Position.X * p.Mass);

    /// <summary>Local functions and lambdas take, give and capture structs.</summary>
    [Differentiable]
    public static double LocalFunctions(Spot a, double x)
    {
        Spot total = a;
        Func<Spot, double> weigh = s => (s.X * x) + total.Y;
        Add(x * a);
        Add(new Spot(x, 1));
        return weigh(total) + weigh(Twice(a));

        void Add(Spot s)
        {
            total += s;
            total.X *= s.Y;
        }

        static Spot Twice(Spot s) => s + s;
    }

    /// <summary>Assignments as expressions, in order.</summary>
    [Differentiable]
    public static double Nested(Spot a, double x)
    {
        Spot b, c;
        b = c = a;
        double y = (b.X = x * c.Y) + (b.Y += b.X) * (c.X *= 2);
        return y + (b * c);
    }

    [Differentiable]
    public static Pair<Pair<double>> NestedPairs(Pair<Pair<double>> p, double x)
    {
        Pair<double> inner = p.First.Swapped;
        inner.First *= x;
        p.Second = p.Second with { First = inner.First * p.Second.Second };
        return new Pair<Pair<double>>(inner, p.Second).Swapped;
    }

    [Differentiable]
    public static Pair<Spot> PairOfSpots(Pair<Spot> p, int n)
    {
        for (int i = 0; i < n; i++)
        {
            p = new(p.Second + (0.1 * p.First), p.First);
        }

        return p;
    }

    /// <summary>What the result does not depend on.</summary>
    [Differentiable]
    public static Particle Partly(Particle p, [NoDiff] Spot fixedSpot) => new() { Mass = p.Mass * p.Mass, Position = fixedSpot, Charge = p.Charge, Kind = Kind.Held };

    [Differentiable]
    public static double InParameters(in Spot a, in Particle p) => (a.X * p.Mass) + Inner(in a, p.Position);

    private static double Inner(in Spot a, in Spot b) => a * b;

    /// <summary>Reads a member of what a call gives.</summary>
    [Differentiable]
    public static double Members(Spot a, double x) => Middle(a, new Spot(x, x)).X * new Spot(x, 2).Norm * (a + a).Y;

    private static Spot Middle(Spot a, Spot b) => 0.5 * (a + b);

    [Differentiable]
    public static double Conditional(Spot a, Spot b, [Sample(Values = "true | false")] bool first)
    {
        Spot chosen = first ? a : b;
        chosen.X *= 2;
        (first ? a : b).Turn(0.5);
        return (chosen * a) + b.Y;
    }

    [Differentiable]
    public static double TryFinally(Spot a, double x)
    {
        Spot b = a;
        try
        {
            b.X *= x;
            if (b.X > 1)
            {
                return b * a;
            }

            b.Y += b.X;
        }
        finally
        {
            x *= 2;
            b = default;
        }

        return (x * a.X) + b.Y;
    }
}
