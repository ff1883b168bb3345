using System;
using System.Numerics;
using DiffGen;
using DiffGen.Gradient.Library;

namespace Golden.AcrossProjects;

/// <summary>Methods that call marked methods of another project.</summary>
public static partial class Callers
{
    [Differentiable(Hvp = true)]
    public static double Cubed(double x) => Functions.Cube(x) + (x * Functions.Cube(x * x));

    [Differentiable(Hvp = true)]
    public static double Dots(ReadOnlySpan<double> a, double k) => k * Functions.Dot(a, a) * Functions.Dot(a[..1], a);

    [Differentiable]
    public static double Scales(Span<double> a, double k)
    {
        Functions.Scale(a, k);
        Functions.Scale(a[1..], k * a[0]);
        return a[0] * a[1];
    }

    [Differentiable]
    public static double InLoop(double x, int n)
    {
        double y = x;
        for (int i = 0; i < n; i++)
        {
            y = (y > 1 ? Functions.Counted(y) : Functions.Cube(y)) + (0.3 * x);
        }

        return y;
    }

    [Differentiable]
    public static double Squares(double x) => Functions.Square(x) * x;

    [Differentiable]
    public static T Generic<T>(T x)
        where T : IFloatingPointIeee754<T> => Functions.Square(x + T.One) * x;

    [Differentiable]
    public static double Recursive(double x, int depth) => Functions.Down(x, depth) * Functions.Down(x * x, 2);

    [Differentiable]
    public static double OnCircle(double x)
    {
        (double sine, double cosine) = Functions.Circle(x * x);
        return sine * cosine * cosine;
    }

    [Differentiable]
    public static double OfArray(double x)
    {
        double[] multiples = Functions.Multiples(x, 4);
        multiples[1] *= x;
        return multiples[1] * multiples[3];
    }

    [Differentiable]
    public static double References(double x)
    {
        double scaled = x;
        Functions.Both(x, out double square, ref scaled);
        Functions.Both(square, out square, ref scaled);
        return square * scaled;
    }

    [Differentiable]
    public static double Constants(double x, [NoDiff] ReadOnlySpan<double> data) => Functions.Weighted(x * x, 0.7, data);

    [Differentiable]
    public static float OfVector(Vector3 v, float s) => Functions.Length2(v * s);

    [Differentiable]
    public static double OfMatrix([Sample(Length = 4, Columns = 2)] double[,] m) => Functions.Corner(m) * m[0, 1];

    [Differentiable]
    public static double ByHand(double x) => Functions.ByHand(x) * x;

    [Differentiable]
    public static double Checkpointed(double x) => Functions.Again(x * x) * x;

    [Differentiable(Hvp = true)]
    public static double Nested(double x, double y) => Functions.Nested(x, y * x) * Functions.Cube(y);

    [Differentiable]
    public static double OfOpen(Open o, double x)
    {
        double grown = o.Grow(x);
        o.B *= x;
        return Structs.Product(Structs.Stretched(o, grown)) * o.B;
    }

    [Differentiable]
    public static double OfPair(Pair p, double x) => Pair.Turned(p with { X = x }, p.X).Norm(x) * p.Y;

    [Differentiable]
    public static double OfPairs(ReadOnlySpan<Spot> pairs, double x) => Structs.Total(pairs) * x;

    [Differentiable(Hvp = true)]
    public static double OfSpot(Spot p, double x)
    {
        Spot sum = p + (x * new Spot(x, p.X));
        sum += -p.Turned(x);
        (double a, double b, double product) = sum;
        return (sum.Squared * (double)p) + (a * b) + (product * sum[1]) + (sum == p ? 1 : 0);
    }

    [Differentiable]
    public static double Deconstructed(Spot p)
    {
        (double x, double y) = p;
        return p is { X: > 0 and var a } ? x * y * a : y;
    }

    [Differentiable]
    public static Hidden MadeHere(double x, double y) => new(x * y, y) { Kept = x * x };

    [Differentiable]
    public static double OfHidden(Hidden h, double x)
    {
        h.Add(x);
        h.Kept *= 2;
        return Structs.OfHidden(h, x) * h.Get(h.Kept);
    }

    [Differentiable]
    public static double MakesHidden(double x, double y) => Hidden.Made(x, y).Get(y);

    [Differentiable]
    public static double OfInterval(Interval<double> i, double x)
    {
        i.Low *= x;
        return Structs.Width(i) * i.Low;
    }

    /// <summary>The constructor, the operator and the members of a generic struct.</summary>
    [Differentiable]
    public static double OfMembers(double low, double x)
    {
        Interval<double> interval = new Interval<double>(low, low + (x * x) + 1) * x;
        interval.Widen(low);
        return interval.Middle + interval.At(x);
    }

    [Differentiable]
    public static float OfSingleMembers(Interval<float> interval, float x) => (interval * x).At(x) * interval.Middle;

    [Differentiable]
    public static double OfFar([Sample(Length = 5)] ReadOnlySpan<double> x) => Structs.Far(x) * x[0];
}
