using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using GradientsWithoutBackprop.Models;

namespace DiffGen.Benchmarks.Cases;

/// <summary>Functions of two numbers: a few nanoseconds each, so every operation that a derivative wastes shows.</summary>
internal static class SurfaceProblems
{
    private const int PointCount = 64;
    private static readonly double[] Points = SomePoints();
    private static readonly double[] Direction = [0.6, 0.8];
    private static readonly double[] Grad = new double[2];

    public static IEnumerable<Problem> All()
    {
        yield return Problem.Of<Beale, BealeGradient, BealeJvp, BealeByHand>("Beale", CheckBeale);
        yield return Problem.Of<Rosenbrock, RosenbrockGradient, RosenbrockJvp, RosenbrockByHand>("Rosenbrock", CheckRosenbrock);
        yield return Problem.Of<BealeAt, BealeAtGradient, BealeAtJvp, BealeAtByHand>("Beale of a span", CheckBealeAt);
    }

    private static double[] SomePoints()
    {
        double[] points = new double[2 * PointCount];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = 2 * Math.Sin(1.7 * i + 0.3);
        }

        return points;
    }

    private static ReadOnlySpan<double> Point(int i)
    {
        return Points.AsSpan(2 * (i & (PointCount - 1)), 2);
    }

    private static void CheckBeale()
    {
        for (int i = 0; i < PointCount; i++)
        {
            ReadOnlySpan<double> point = Point(i);
            Check("Beale", Surfaces.BealeGradient(point[0], point[1]), SurfaceGradients.Beale(point[0], point[1]), Surfaces.BealeJvp(point[0], point[1], Direction[0], Direction[1]));
        }
    }

    private static void CheckRosenbrock()
    {
        for (int i = 0; i < PointCount; i++)
        {
            ReadOnlySpan<double> point = Point(i);
            Check("Rosenbrock", Surfaces.RosenbrockGradient(point[0], point[1]), SurfaceGradients.Rosenbrock(point[0], point[1]), Surfaces.RosenbrockJvp(point[0], point[1], Direction[0], Direction[1]));
        }
    }

    private static void CheckBealeAt()
    {
        for (int i = 0; i < PointCount; i++)
        {
            ReadOnlySpan<double> point = Point(i);
            double value = Surfaces.BealeAtGradient(point, Grad);
            Check("Beale of a span", (value, Grad[0], Grad[1]), SurfaceGradients.Beale(point[0], point[1]), Surfaces.BealeAtJvp(point, Direction));
        }
    }

    private static void Check(string name, (double Value, double XGrad, double YGrad) generated, (double Value, double XGrad, double YGrad) byHand, (double Value, double Tangent) jvp)
    {
        const double Tolerance = 1e-11;
        Agreement.Require(name, generated.Value, byHand.Value, Tolerance);
        Agreement.Require(name + " by x", generated.XGrad, byHand.XGrad, Tolerance);
        Agreement.Require(name + " by y", generated.YGrad, byHand.YGrad, Tolerance);
        Agreement.Require(name + " of the JVP", jvp.Value, byHand.Value, Tolerance);
        Agreement.Require(name + " along the direction", jvp.Tangent, Direction[0] * byHand.XGrad + Direction[1] * byHand.YGrad, Tolerance);
    }

    private readonly struct Beale : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            ReadOnlySpan<double> point = Point(i);
            return Surfaces.Beale(point[0], point[1]);
        }
    }

    private readonly struct BealeGradient : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            ReadOnlySpan<double> point = Point(i);
            (double value, double xGrad, double yGrad) = Surfaces.BealeGradient(point[0], point[1]);
            return value + xGrad + yGrad;
        }
    }

    private readonly struct BealeJvp : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            ReadOnlySpan<double> point = Point(i);
            (double value, double tangent) = Surfaces.BealeJvp(point[0], point[1], Direction[0], Direction[1]);
            return value + tangent;
        }
    }

    private readonly struct BealeByHand : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            ReadOnlySpan<double> point = Point(i);
            (double value, double xGrad, double yGrad) = SurfaceGradients.Beale(point[0], point[1]);
            return value + xGrad + yGrad;
        }
    }

    private readonly struct Rosenbrock : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            ReadOnlySpan<double> point = Point(i);
            return Surfaces.Rosenbrock(point[0], point[1]);
        }
    }

    private readonly struct RosenbrockGradient : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            ReadOnlySpan<double> point = Point(i);
            (double value, double xGrad, double yGrad) = Surfaces.RosenbrockGradient(point[0], point[1]);
            return value + xGrad + yGrad;
        }
    }

    private readonly struct RosenbrockJvp : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            ReadOnlySpan<double> point = Point(i);
            (double value, double tangent) = Surfaces.RosenbrockJvp(point[0], point[1], Direction[0], Direction[1]);
            return value + tangent;
        }
    }

    private readonly struct RosenbrockByHand : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            ReadOnlySpan<double> point = Point(i);
            (double value, double xGrad, double yGrad) = SurfaceGradients.Rosenbrock(point[0], point[1]);
            return value + xGrad + yGrad;
        }
    }

    private readonly struct BealeAt : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Surfaces.BealeAt(Point(i));
        }
    }

    private readonly struct BealeAtGradient : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            return Surfaces.BealeAtGradient(Point(i), Grad) + Grad[0] + Grad[1];
        }
    }

    private readonly struct BealeAtJvp : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            (double value, double tangent) = Surfaces.BealeAtJvp(Point(i), Direction);
            return value + tangent;
        }
    }

    private readonly struct BealeAtByHand : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Run(int i)
        {
            ReadOnlySpan<double> point = Point(i);
            (double value, Grad[0], Grad[1]) = SurfaceGradients.Beale(point[0], point[1]);
            return value + Grad[0] + Grad[1];
        }
    }
}
