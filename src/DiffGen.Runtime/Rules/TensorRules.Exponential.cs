using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

public static partial class TensorRules
{
    private const double Ln2 = 0.69314718055994530942;
    private const double Ln10 = 2.30258509299404568402;
    private const double Log2E = 1.44269504088896340736;
    private const double Log10E = 0.43429448190325182765;

    /// <summary>Forward rule of <c>Exp</c>; the partial is the result.</summary>
    public static void ExpJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(ExpRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Exp</c>; the partial is the result.</summary>
    public static void ExpVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(ExpRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct ExpRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool AtResult => true;

        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Exp(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial) => at;
    }

    /// <summary>Forward rule of <c>Exp2</c>; the partial is <c>ln 2</c> times the result.</summary>
    public static void Exp2Jvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(Exp2Rule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Exp2</c>; the partial is <c>ln 2</c> times the result.</summary>
    public static void Exp2Vjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(Exp2Rule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct Exp2Rule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool AtResult => true;

        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Exp2(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Multiply(at, Number<T>(Ln2), partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Exp10</c>; the partial is <c>ln 10</c> times the result.</summary>
    public static void Exp10Jvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(Exp10Rule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Exp10</c>; the partial is <c>ln 10</c> times the result.</summary>
    public static void Exp10Vjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(Exp10Rule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct Exp10Rule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool AtResult => true;

        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Exp10(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Multiply(at, Number<T>(Ln10), partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>ExpM1</c>; the partial is <c>Exp(x)</c>.</summary>
    public static void ExpM1Jvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(ExpM1Rule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>ExpM1</c>; the partial is <c>Exp(x)</c>.</summary>
    public static void ExpM1Vjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(ExpM1Rule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct ExpM1Rule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.ExpM1(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Exp(at, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Exp2M1</c>; the partial is <c>ln 2 Exp2(x)</c>.</summary>
    public static void Exp2M1Jvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(Exp2M1Rule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Exp2M1</c>; the partial is <c>ln 2 Exp2(x)</c>.</summary>
    public static void Exp2M1Vjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(Exp2M1Rule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct Exp2M1Rule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Exp2M1(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Exp2(at, partial);
            TensorPrimitives.Multiply(partial, Number<T>(Ln2), partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Exp10M1</c>; the partial is <c>ln 10 Exp10(x)</c>.</summary>
    public static void Exp10M1Jvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(Exp10M1Rule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Exp10M1</c>; the partial is <c>ln 10 Exp10(x)</c>.</summary>
    public static void Exp10M1Vjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(Exp10M1Rule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct Exp10M1Rule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Exp10M1(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Exp10(at, partial);
            TensorPrimitives.Multiply(partial, Number<T>(Ln10), partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Sigmoid</c>; the partial is <c>y (1 - y)</c>, y the result.</summary>
    public static void SigmoidJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(SigmoidRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Sigmoid</c>; the partial is <c>y (1 - y)</c>, y the result.</summary>
    public static void SigmoidVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(SigmoidRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct SigmoidRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public static bool AtResult => true;

        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Sigmoid(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Subtract(T.One, at, partial);
            TensorPrimitives.Multiply(partial, at, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Log</c>; the partial is <c>1 / x</c>.</summary>
    public static void LogJvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(LogRule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Log</c>; the partial is <c>1 / x</c>.</summary>
    public static void LogVjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(LogRule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct LogRule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Log(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Reciprocal(at, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Log2</c>; the partial is <c>1 / (x ln 2)</c>.</summary>
    public static void Log2Jvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(Log2Rule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Log2</c>; the partial is <c>1 / (x ln 2)</c>.</summary>
    public static void Log2Vjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(Log2Rule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct Log2Rule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Log2(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Divide(Number<T>(Log2E), at, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Log10</c>; the partial is <c>1 / (x ln 10)</c>.</summary>
    public static void Log10Jvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(Log10Rule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Log10</c>; the partial is <c>1 / (x ln 10)</c>.</summary>
    public static void Log10Vjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(Log10Rule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct Log10Rule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Log10(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Divide(Number<T>(Log10E), at, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>LogP1</c>; the partial is <c>1 / (1 + x)</c>.</summary>
    public static void LogP1Jvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(LogP1Rule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>LogP1</c>; the partial is <c>1 / (1 + x)</c>.</summary>
    public static void LogP1Vjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(LogP1Rule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct LogP1Rule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.LogP1(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Add(at, T.One, partial);
            TensorPrimitives.Divide(T.One, partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Log2P1</c>; the partial is <c>1 / ((1 + x) ln 2)</c>.</summary>
    public static void Log2P1Jvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(Log2P1Rule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Log2P1</c>; the partial is <c>1 / ((1 + x) ln 2)</c>.</summary>
    public static void Log2P1Vjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(Log2P1Rule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct Log2P1Rule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Log2P1(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Add(at, T.One, partial);
            TensorPrimitives.Divide(Number<T>(Log2E), partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Log10P1</c>; the partial is <c>1 / ((1 + x) ln 10)</c>.</summary>
    public static void Log10P1Jvp<T>(ReadOnlySpan<T> x, Span<T> destination, ReadOnlySpan<T> xTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T> =>
        Unary.Jvp(default(Log10P1Rule<T>), x, destination, xTangent, destinationTangent);

    /// <summary>Reverse rule of <c>Log10P1</c>; the partial is <c>1 / ((1 + x) ln 10)</c>.</summary>
    public static void Log10P1Vjp<T>(ReadOnlySpan<T> x, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Unary.Vjp(default(Log10P1Rule<T>), x, destination, xGrad, destinationGrad);

    private readonly struct Log10P1Rule<T> : IUnaryRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public void Value(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Log10P1(x, destination);

        public ReadOnlySpan<T> Partial(ReadOnlySpan<T> at, Span<T> partial)
        {
            TensorPrimitives.Add(at, T.One, partial);
            TensorPrimitives.Divide(Number<T>(Log10E), partial, partial);
            return partial;
        }
    }

    /// <summary>Forward rule of <c>Log</c>; the partials are <c>1 / (x Log(y))</c> and <c>-Log(x, y) / (y Log(y))</c>.</summary>
    public static void LogJvp<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(LogBaseRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Log(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Log</c>; the partials are <c>1 / (x Log(y))</c> and <c>-Log(x, y) / (y Log(y))</c>.</summary>
    public static void LogVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, Span<T> xGrad, Span<T> yGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(LogBaseRule<T>), x, y, xGrad, yGrad, destinationGrad);

    /// <summary>Forward rule of <c>Log</c>; the partials are <c>1 / (x Log(y))</c> and <c>-Log(x, y) / (y Log(y))</c>.</summary>
    public static void LogJvp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, ReadOnlySpan<T> xTangent, T yTangent, Span<T> destinationTangent)
        where T : IFloatingPointIeee754<T>
    {
        Elementwise.Tangents(default(LogBaseRule<T>), x, y, destination, xTangent, yTangent, destinationTangent);
        TensorPrimitives.Log(x, y, destination);
    }

    /// <summary>Reverse rule of <c>Log</c>; the partials are <c>1 / (x Log(y))</c> and <c>-Log(x, y) / (y Log(y))</c>.</summary>
    /// <returns>The gradient of <paramref name="y"/>.</returns>
    public static T LogVjp<T>(ReadOnlySpan<T> x, T y, Span<T> destination, Span<T> xGrad, Span<T> destinationGrad)
        where T : IFloatingPointIeee754<T> =>
        Elementwise.Vjp(default(LogBaseRule<T>), x, y, xGrad, [], destinationGrad).Y;

    private readonly struct LogBaseRule<T> : IElementwiseRule<T>
        where T : IFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Partial(int operand, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> partial)
        {
            Block<T> logBlock = default;
            Span<T> log = ((Span<T>)logBlock)[..partial.Length];
            TensorPrimitives.Log(y, log);
            if (operand == 0)
            {
                TensorPrimitives.Reciprocal<T>(log, partial);
                TensorPrimitives.Divide(partial, x, partial);
            }
            else
            {
                TensorPrimitives.Log(x, y, partial);
                TensorPrimitives.Divide(partial, log, partial);
                TensorPrimitives.Divide(partial, y, partial);
                TensorPrimitives.Negate(partial, partial);
            }

            return partial;
        }
    }
}
