using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>A method that writes its receiver, called where that must not be written: it writes a copy.</summary>
public static partial class ReadOnly
{
    private static readonly Place s_place = new() { X = 0.5, Y = 2 };

    [Differentiable]
    public static double InParameter(in Place a, double x)
    {
        a.Turn(x);
        return a.X * a.Y * x;
    }

    [Differentiable]
    public static double RefReadOnlyParameter(ref readonly Place a, double x)
    {
        a.Turn(x);
        return a.X * a.Y * x;
    }

    [Differentiable]
    public static double StaticField(double x)
    {
        s_place.Turn(x);
        return s_place.X * x;
    }

    /// <summary>The variable of <c>foreach</c> is a copy of the element itself, and the method writes that copy.</summary>
    [Differentiable]
    public static double LoopVariable([Sample(Length = 3)] Place[] a, double x)
    {
        double sum = 0;
        foreach (Place place in a)
        {
            place.Turn(x);
            sum += place.X * x;
        }

        return sum;
    }

    [Differentiable]
    public static double Field(Place a, double x)
    {
        var holder = new Holder(a, x);
        holder.Inner.Turn(x);
        return holder.Inner.X * holder.Peek(x) * holder.Inner.Y;
    }

    /// <summary>A property gives a copy.</summary>
    [Differentiable]
    public static double Property(Place a, double x)
    {
        var holder = new Holder { Copy = a };
        holder.Copy.Turn(x);
        return holder.Copy.X * x;
    }

    [Differentiable]
    public static double FromTheEnd([Sample(Length = 3)] Span<Place> a, double x)
    {
        a[^1].Turn(x);
        a[^2].X += x;
        a[^2].Turn(a[^1].X);
        return (a[1].X * a[2].Y) + a[0].X;
    }

    [Differentiable]
    public struct Holder
    {
        public readonly Place Inner;

        public Holder(Place inner, double by)
        {
            Inner = inner;
            Inner.Turn(by);
        }

        public Place Copy { get; set; }

        public readonly double Peek(double by)
        {
            Turn(by);
            return Inner.X + Copy.X;
        }

        private void Turn(double by) => Copy = new Place { X = by, Y = by };
    }
}
