using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary><paramref name="y"/> with sin x in the lanes whose angle is too large for the reduction.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> SinOfLarge(Vector512<double> x, Vector512<double> y)
    {
        for (int i = 0; i < Vector512<double>.Count; i++)
        {
            double angle = x.GetElement(i);
            if (Math.Abs(angle) > LargestDoubleAngle)
            {
                y = y.WithElement(i, Math.Sin(angle));
            }
        }

        return y;
    }

    /// <summary><paramref name="y"/> with cos x in the lanes whose angle is too large for the reduction.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> CosOfLarge(Vector512<double> x, Vector512<double> y)
    {
        for (int i = 0; i < Vector512<double>.Count; i++)
        {
            double angle = x.GetElement(i);
            if (Math.Abs(angle) > LargestDoubleAngle)
            {
                y = y.WithElement(i, Math.Cos(angle));
            }
        }

        return y;
    }

    /// <summary><paramref name="y"/> with sin x in the lanes whose angle is too large for the reduction.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> SinOfLarge(Vector512<float> x, Vector512<float> y)
    {
        for (int i = 0; i < Vector512<float>.Count; i++)
        {
            float angle = x.GetElement(i);
            if (MathF.Abs(angle) > LargestFloatAngle)
            {
                y = y.WithElement(i, MathF.Sin(angle));
            }
        }

        return y;
    }

    /// <summary><paramref name="y"/> with cos x in the lanes whose angle is too large for the reduction.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> CosOfLarge(Vector512<float> x, Vector512<float> y)
    {
        for (int i = 0; i < Vector512<float>.Count; i++)
        {
            float angle = x.GetElement(i);
            if (MathF.Abs(angle) > LargestFloatAngle)
            {
                y = y.WithElement(i, MathF.Cos(angle));
            }
        }

        return y;
    }

    /// <summary><paramref name="y"/> with tan x in the lanes whose angle is too large for the reduction.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> TanOfLarge(Vector512<double> x, Vector512<double> y)
    {
        for (int i = 0; i < Vector512<double>.Count; i++)
        {
            double angle = x.GetElement(i);
            if (Math.Abs(angle) > LargestDoubleAngle)
            {
                y = y.WithElement(i, Math.Tan(angle));
            }
        }

        return y;
    }

    /// <summary><paramref name="y"/> with tan x in the lanes whose angle is too large for the reduction.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> TanOfLarge(Vector512<float> x, Vector512<float> y)
    {
        for (int i = 0; i < Vector512<float>.Count; i++)
        {
            float angle = x.GetElement(i);
            if (MathF.Abs(angle) > LargestFloatAngle)
            {
                y = y.WithElement(i, MathF.Tan(angle));
            }
        }

        return y;
    }
}
