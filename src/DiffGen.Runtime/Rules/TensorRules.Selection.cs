using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

public static partial class TensorRules
{
    /// <summary>Forward rule of <c>Max</c>; the larger takes all, a tie is halved, NaN where an operand is.</summary>
    public static void MaxJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MaxRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Max(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Max</c>; the larger takes all, a tie is halved, NaN where an operand is.</summary>
    public static void MaxVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MaxRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>Max</c>; the larger takes all, a tie is halved, NaN where an operand is.</summary>
    public static void MaxJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MaxRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Max(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Max</c>; the larger takes all, a tie is halved, NaN where an operand is.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T MaxVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MaxRule<T>), x, y, xGrad, [], destinationGrad).Y;

    private readonly struct MaxRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool ZeroPartialWins => true;

        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            Shares.Max(operand == 0 ? x : y, operand == 0 ? y : x, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Min</c>; the smaller takes all, a tie is halved, NaN where an operand is.</summary>
    public static void MinJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MinRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Min(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Min</c>; the smaller takes all, a tie is halved, NaN where an operand is.</summary>
    public static void MinVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MinRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>Min</c>; the smaller takes all, a tie is halved, NaN where an operand is.</summary>
    public static void MinJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MinRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Min(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Min</c>; the smaller takes all, a tie is halved, NaN where an operand is.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T MinVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MinRule<T>), x, y, xGrad, [], destinationGrad).Y;

    private readonly struct MinRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool ZeroPartialWins => true;

        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            Shares.Max(operand == 0 ? y : x, operand == 0 ? x : y, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>MaxNumber</c>; as <c>Max</c>, but a NaN beside a number has no share.</summary>
    public static void MaxNumberJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MaxNumberRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.MaxNumber(x, y, destination);
    }

    /// <summary>Reverse rule of <c>MaxNumber</c>; as <c>Max</c>, but a NaN beside a number has no share.</summary>
    public static void MaxNumberVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MaxNumberRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>MaxNumber</c>; as <c>Max</c>, but a NaN beside a number has no share.</summary>
    public static void MaxNumberJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MaxNumberRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.MaxNumber(x, y, destination);
    }

    /// <summary>Reverse rule of <c>MaxNumber</c>; as <c>Max</c>, but a NaN beside a number has no share.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T MaxNumberVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MaxNumberRule<T>), x, y, xGrad, [], destinationGrad).Y;

    private readonly struct MaxNumberRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool ZeroPartialWins => true;

        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            for (int i = 0; i < partial.Length; i++)
            {
                partial[i] = Number<T>(operand == 0 ? Partials.MaxNumberX(ToDouble(x[i]), ToDouble(y[i])) : Partials.MaxNumberX(ToDouble(y[i]), ToDouble(x[i])));
            }

            return partial;
        }
    }

    /// <summary>Forward rule of <c>MinNumber</c>; as <c>Min</c>, but a NaN beside a number has no share.</summary>
    public static void MinNumberJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MinNumberRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.MinNumber(x, y, destination);
    }

    /// <summary>Reverse rule of <c>MinNumber</c>; as <c>Min</c>, but a NaN beside a number has no share.</summary>
    public static void MinNumberVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MinNumberRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>MinNumber</c>; as <c>Min</c>, but a NaN beside a number has no share.</summary>
    public static void MinNumberJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MinNumberRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.MinNumber(x, y, destination);
    }

    /// <summary>Reverse rule of <c>MinNumber</c>; as <c>Min</c>, but a NaN beside a number has no share.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T MinNumberVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MinNumberRule<T>), x, y, xGrad, [], destinationGrad).Y;

    private readonly struct MinNumberRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool ZeroPartialWins => true;

        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            for (int i = 0; i < partial.Length; i++)
            {
                partial[i] = Number<T>(operand == 0 ? Partials.MaxNumberX(-ToDouble(x[i]), -ToDouble(y[i])) : Partials.MaxNumberX(-ToDouble(y[i]), -ToDouble(x[i])));
            }

            return partial;
        }
    }

    /// <summary>Forward rule of <c>MaxMagnitude</c>; as <c>Max</c> of the magnitudes; where only the signs differ, all to the operand that is returned.</summary>
    public static void MaxMagnitudeJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MaxMagnitudeRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.MaxMagnitude(x, y, destination);
    }

    /// <summary>Reverse rule of <c>MaxMagnitude</c>; as <c>Max</c> of the magnitudes; where only the signs differ, all to the operand that is returned.</summary>
    public static void MaxMagnitudeVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MaxMagnitudeRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>MaxMagnitude</c>; as <c>Max</c> of the magnitudes; where only the signs differ, all to the operand that is returned.</summary>
    public static void MaxMagnitudeJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MaxMagnitudeRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.MaxMagnitude(x, y, destination);
    }

    /// <summary>Reverse rule of <c>MaxMagnitude</c>; as <c>Max</c> of the magnitudes; where only the signs differ, all to the operand that is returned.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T MaxMagnitudeVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MaxMagnitudeRule<T>), x, y, xGrad, [], destinationGrad).Y;

    private readonly struct MaxMagnitudeRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool ZeroPartialWins => true;

        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            for (int i = 0; i < partial.Length; i++)
            {
                partial[i] = Number<T>(operand == 0 ? Partials.MaxMagnitudeX(ToDouble(x[i]), ToDouble(y[i])) : Partials.MaxMagnitudeX(ToDouble(y[i]), ToDouble(x[i])));
            }

            return partial;
        }
    }

    /// <summary>Forward rule of <c>MinMagnitude</c>; as <c>Min</c> of the magnitudes; where only the signs differ, all to the operand that is returned.</summary>
    public static void MinMagnitudeJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MinMagnitudeRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.MinMagnitude(x, y, destination);
    }

    /// <summary>Reverse rule of <c>MinMagnitude</c>; as <c>Min</c> of the magnitudes; where only the signs differ, all to the operand that is returned.</summary>
    public static void MinMagnitudeVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MinMagnitudeRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>MinMagnitude</c>; as <c>Min</c> of the magnitudes; where only the signs differ, all to the operand that is returned.</summary>
    public static void MinMagnitudeJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MinMagnitudeRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.MinMagnitude(x, y, destination);
    }

    /// <summary>Reverse rule of <c>MinMagnitude</c>; as <c>Min</c> of the magnitudes; where only the signs differ, all to the operand that is returned.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T MinMagnitudeVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MinMagnitudeRule<T>), x, y, xGrad, [], destinationGrad).Y;

    private readonly struct MinMagnitudeRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool ZeroPartialWins => true;

        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            for (int i = 0; i < partial.Length; i++)
            {
                partial[i] = Number<T>(operand == 0 ? Partials.MaxMagnitudeX(ToDouble(y[i]), ToDouble(x[i])) : Partials.MaxMagnitudeX(ToDouble(x[i]), ToDouble(y[i])));
            }

            return partial;
        }
    }

    /// <summary>Forward rule of <c>MaxMagnitudeNumber</c>; as <c>MaxMagnitude</c>, but a NaN beside a number has no share.</summary>
    public static void MaxMagnitudeNumberJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MaxMagnitudeNumberRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.MaxMagnitudeNumber(x, y, destination);
    }

    /// <summary>Reverse rule of <c>MaxMagnitudeNumber</c>; as <c>MaxMagnitude</c>, but a NaN beside a number has no share.</summary>
    public static void MaxMagnitudeNumberVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MaxMagnitudeNumberRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>MaxMagnitudeNumber</c>; as <c>MaxMagnitude</c>, but a NaN beside a number has no share.</summary>
    public static void MaxMagnitudeNumberJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MaxMagnitudeNumberRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.MaxMagnitudeNumber(x, y, destination);
    }

    /// <summary>Reverse rule of <c>MaxMagnitudeNumber</c>; as <c>MaxMagnitude</c>, but a NaN beside a number has no share.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T MaxMagnitudeNumberVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MaxMagnitudeNumberRule<T>), x, y, xGrad, [], destinationGrad).Y;

    private readonly struct MaxMagnitudeNumberRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool ZeroPartialWins => true;

        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            for (int i = 0; i < partial.Length; i++)
            {
                double own = ToDouble(operand == 0 ? x[i] : y[i]), other = ToDouble(operand == 0 ? y[i] : x[i]);
                partial[i] = Number<T>(Partials.MaxMagnitudeNumberX(own, other));
            }

            return partial;
        }
    }

    /// <summary>Forward rule of <c>MinMagnitudeNumber</c>; as <c>MinMagnitude</c>, but a NaN beside a number has no share.</summary>
    public static void MinMagnitudeNumberJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MinMagnitudeNumberRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.MinMagnitudeNumber(x, y, destination);
    }

    /// <summary>Reverse rule of <c>MinMagnitudeNumber</c>; as <c>MinMagnitude</c>, but a NaN beside a number has no share.</summary>
    public static void MinMagnitudeNumberVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MinMagnitudeNumberRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>MinMagnitudeNumber</c>; as <c>MinMagnitude</c>, but a NaN beside a number has no share.</summary>
    public static void MinMagnitudeNumberJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(MinMagnitudeNumberRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.MinMagnitudeNumber(x, y, destination);
    }

    /// <summary>Reverse rule of <c>MinMagnitudeNumber</c>; as <c>MinMagnitude</c>, but a NaN beside a number has no share.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T MinMagnitudeNumberVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(MinMagnitudeNumberRule<T>), x, y, xGrad, [], destinationGrad).Y;

    private readonly struct MinMagnitudeNumberRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool ZeroPartialWins => true;

        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            for (int i = 0; i < partial.Length; i++)
            {
                double own = ToDouble(operand == 0 ? x[i] : y[i]), other = ToDouble(operand == 0 ? y[i] : x[i]);
                partial[i] = Number<T>(Partials.MinMagnitudeNumberX(own, other));
            }

            return partial;
        }
    }

    /// <summary>Forward rule of <c>Clamp</c>; x takes all between the bounds and at them, else the bound that is returned; NaN where an operand is.</summary>
    public static void ClampJvp<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> min,
        ReadOnlySpan<T> max,
        Span<T> destination,
        ReadOnlySpan<T> xTangent,
        ReadOnlySpan<T> minTangent,
        ReadOnlySpan<T> maxTangent,
        Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(ClampRule<T>), x, min, max, destination, xTangent, minTangent, maxTangent, destinationTangent);
        TensorPrimitives.Clamp(x, min, max, destination);
    }

    /// <summary>Reverse rule of <c>Clamp</c>; x takes all between the bounds and at them, else the bound that is returned; NaN where an operand is.</summary>
    public static void ClampVjp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> min, ReadOnlySpan<T> max, Span<T> destination, Span<T> xGrad, Span<T> minGrad, Span<T> maxGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(ClampRule<T>), x, min, max, xGrad, minGrad, maxGrad, destinationGrad);

    /// <summary>Forward rule of <c>Clamp</c>; x takes all between the bounds and at them, else the bound that is returned; NaN where an operand is.</summary>
    public static void ClampJvp<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> min,
        T max,
        Span<T> destination,
        ReadOnlySpan<T> xTangent,
        ReadOnlySpan<T> minTangent,
        T maxTangent,
        Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(ClampRule<T>), x, min, max, destination, xTangent, minTangent, maxTangent, destinationTangent);
        TensorPrimitives.Clamp(x, min, max, destination);
    }

    /// <summary>Reverse rule of <c>Clamp</c>; x takes all between the bounds and at them, else the bound that is returned; NaN where an operand is.</summary>
    /// <returns>The gradient of <paramref name="max"/>.</returns>
    public static T ClampVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> min, T max, Span<T> destination, Span<T> xGrad, Span<T> minGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(ClampRule<T>), x, min, max, xGrad, minGrad, [], destinationGrad).Z;

    /// <summary>Forward rule of <c>Clamp</c>; x takes all between the bounds and at them, else the bound that is returned; NaN where an operand is.</summary>
    public static void ClampJvp<T>(
        ReadOnlySpan<T> x,
        T min,
        ReadOnlySpan<T> max,
        Span<T> destination,
        ReadOnlySpan<T> xTangent,
        T minTangent,
        ReadOnlySpan<T> maxTangent,
        Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(ClampRule<T>), x, min, max, destination, xTangent, minTangent, maxTangent, destinationTangent);
        TensorPrimitives.Clamp(x, min, max, destination);
    }

    /// <summary>Reverse rule of <c>Clamp</c>; x takes all between the bounds and at them, else the bound that is returned; NaN where an operand is.</summary>
    /// <returns>The gradient of <paramref name="min"/>.</returns>
    public static T ClampVjp<T>(ReadOnlySpan<T> x, T min, ReadOnlySpan<T> max, Span<T> destination, Span<T> xGrad, Span<T> maxGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(ClampRule<T>), x, min, max, xGrad, [], maxGrad, destinationGrad).Y;

    /// <summary>Forward rule of <c>Clamp</c>; x takes all between the bounds and at them, else the bound that is returned; NaN where an operand is.</summary>
    public static void ClampJvp<T>(
        T x,
        ReadOnlySpan<T> min,
        ReadOnlySpan<T> max,
        Span<T> destination,
        T xTangent,
        ReadOnlySpan<T> minTangent,
        ReadOnlySpan<T> maxTangent,
        Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(ClampRule<T>), x, min, max, destination, xTangent, minTangent, maxTangent, destinationTangent);
        TensorPrimitives.Clamp(x, min, max, destination);
    }

    /// <summary>Reverse rule of <c>Clamp</c>; x takes all between the bounds and at them, else the bound that is returned; NaN where an operand is.</summary>
    /// <returns>The gradient of <paramref name="x"/>.</returns>
    public static T ClampVjp<T>(T x, ReadOnlySpan<T> min, ReadOnlySpan<T> max, Span<T> destination, Span<T> minGrad, Span<T> maxGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(ClampRule<T>), x, min, max, [], minGrad, maxGrad, destinationGrad).X;

    /// <summary>Forward rule of <c>Clamp</c>; x takes all between the bounds and at them, else the bound that is returned; NaN where an operand is.</summary>
    public static void ClampJvp<T>(ReadOnlySpan<T> x, T min, T max, Span<T> destination, ReadOnlySpan<T> xTangent, T minTangent, T maxTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(ClampRule<T>), x, min, max, destination, xTangent, minTangent, maxTangent, destinationTangent);
        TensorPrimitives.Clamp(x, min, max, destination);
    }

    /// <summary>Reverse rule of <c>Clamp</c>; x takes all between the bounds and at them, else the bound that is returned; NaN where an operand is.</summary>
    /// <returns>The gradients of <paramref name="min"/> and <paramref name="max"/>.</returns>
    public static (T MinGrad, T MaxGrad) ClampVjp<T>(ReadOnlySpan<T> x, T min, T max, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T>
    {
        (T X, T Y, T Z) sums = Elementwise.Vjp(default(ClampRule<T>), x, min, max, xGrad, [], [], destinationGrad);
        return (sums.Y, sums.Z);
    }

    /// <summary>Forward rule of <c>Clamp</c>; x takes all between the bounds and at them, else the bound that is returned; NaN where an operand is.</summary>
    public static void ClampJvp<T>(T x, ReadOnlySpan<T> min, T max, Span<T> destination, T xTangent, ReadOnlySpan<T> minTangent, T maxTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(ClampRule<T>), x, min, max, destination, xTangent, minTangent, maxTangent, destinationTangent);
        TensorPrimitives.Clamp(x, min, max, destination);
    }

    /// <summary>Reverse rule of <c>Clamp</c>; x takes all between the bounds and at them, else the bound that is returned; NaN where an operand is.</summary>
    /// <returns>The gradients of <paramref name="x"/> and <paramref name="max"/>.</returns>
    public static (T XGrad, T MaxGrad) ClampVjp<T>(T x, ReadOnlySpan<T> min, T max, Span<T> destination, Span<T> minGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T>
    {
        (T X, T Y, T Z) sums = Elementwise.Vjp(default(ClampRule<T>), x, min, max, [], minGrad, [], destinationGrad);
        return (sums.X, sums.Z);
    }

    /// <summary>Forward rule of <c>Clamp</c>; x takes all between the bounds and at them, else the bound that is returned; NaN where an operand is.</summary>
    public static void ClampJvp<T>(T x, T min, ReadOnlySpan<T> max, Span<T> destination, T xTangent, T minTangent, ReadOnlySpan<T> maxTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(ClampRule<T>), x, min, max, destination, xTangent, minTangent, maxTangent, destinationTangent);
        TensorPrimitives.Clamp(x, min, max, destination);
    }

    /// <summary>Reverse rule of <c>Clamp</c>; x takes all between the bounds and at them, else the bound that is returned; NaN where an operand is.</summary>
    /// <returns>The gradients of <paramref name="x"/> and <paramref name="min"/>.</returns>
    public static (T XGrad, T MinGrad) ClampVjp<T>(T x, T min, ReadOnlySpan<T> max, Span<T> destination, Span<T> maxGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T>
    {
        (T X, T Y, T Z) sums = Elementwise.Vjp(default(ClampRule<T>), x, min, max, [], [], maxGrad, destinationGrad);
        return (sums.X, sums.Y);
    }

    private readonly struct ClampRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool ZeroPartialWins => true;

        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            switch (operand)
            {
                case 0:
                    Shares.Clamp(x, y, z, partial);
                    break;
                case 1:
                    Shares.LowerBound(x, y, z, partial);
                    break;
                default:
                    Shares.UpperBound(x, y, z, partial);
                    break;
            }

            return partial;
        }
    }

    /// <summary>Forward rule of <c>CopySign</c>; the partials are 1 where the sign of x stays, −1 where it does not, 0 at 0; and 0.</summary>
    public static void CopySignJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> sign, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> signTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(CopySignRule<T>), x, sign, destination, xTangent, signTangent, destinationTangent);
        TensorPrimitives.CopySign(x, sign, destination);
    }

    /// <summary>Reverse rule of <c>CopySign</c>; the partials are 1 where the sign of x stays, −1 where it does not, 0 at 0; and 0.</summary>
    public static void CopySignVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> sign, Span<T> destination, Span<T> xGrad, Span<T> signGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(CopySignRule<T>), x, sign, xGrad, signGrad, destinationGrad);

    /// <summary>Forward rule of <c>CopySign</c>; the partials are 1 where the sign of x stays, −1 where it does not, 0 at 0; and 0.</summary>
    public static void CopySignJvp<T>(ReadOnlySpan<T> x, T sign, Span<T> destination, ReadOnlySpan<T> xTangent, T signTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(CopySignRule<T>), x, sign, destination, xTangent, signTangent, destinationTangent);
        TensorPrimitives.CopySign(x, sign, destination);
    }

    /// <summary>Reverse rule of <c>CopySign</c>; the partials are 1 where the sign of x stays, −1 where it does not, 0 at 0; and 0.</summary>
    /// <returns>The gradient of <paramref name="sign"/>.</returns>
    public static T CopySignVjp<T>(ReadOnlySpan<T> x, T sign, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(CopySignRule<T>), x, sign, xGrad, [], destinationGrad).Y;

    private readonly struct CopySignRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            if (operand == 1)
            {
                return default;
            }

            Shares.Sign(x, partial);
            for (int i = 0; i < partial.Length; i++)
            {
                partial[i] *= T.CopySign(T.One, y[i]);
            }

            return partial;
        }
    }
}
