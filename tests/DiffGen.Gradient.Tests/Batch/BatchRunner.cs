using System;
using System.Linq;
using System.Numerics;
using System.Reflection;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Gradient.Tests.Batch;

internal delegate T One<T>(T x, T y, T u);

internal delegate (T Value, T Tangent) OneJvp<T>(T x, T y, T u, T xTangent, T yTangent, T uTangent);

internal delegate (T Value, T XGrad, T YGrad, T UGrad) OneGradient<T>(T x, T y, T u);

internal delegate void Many<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T u, Span<T> value);

internal delegate void ManyJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T u, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, T uTangent, Span<T> value, Span<T> tangent);

internal delegate T ManyGradient<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T u, Span<T> value, Span<T> xGrad, Span<T> yGrad);

internal delegate void Kernel<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T u, Span<T> value, int count);

internal delegate void KernelJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T u, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, T uTangent, Span<T> value, Span<T> tangent, int count);

internal delegate T KernelGradient<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T u, Span<T> value, Span<T> xGrad, Span<T> yGrad, int count);

internal delegate void RecordingKernel<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T u, Span<T> value, int count, Recording recording);

internal delegate void RecordingKernelJvp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T u, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> yTangent, T uTangent, Span<T> value, Span<T> tangent, int count, Recording recording);

internal delegate T RecordingKernelGradient<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T u, Span<T> value, Span<T> xGrad, Span<T> yGrad, int count, Recording recording);

/// <summary>A method of (x, y, uniform u) with its companions for one call and for many.</summary>
/// <typeparam name="T">The type of its numbers.</typeparam>
/// <param name="type">Where it stands.</param>
/// <param name="name">Its name.</param>
internal sealed class BatchRunner<T>(Type type, string name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const BindingFlags Everything = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private const int Mark = 0x5A5A1234;

    public One<T> One { get; } = Method<One<T>>(type, name);

    public OneJvp<T> OneJvp { get; } = Method<OneJvp<T>>(type, name + "Jvp");

    public OneGradient<T> OneGradient { get; } = Method<OneGradient<T>>(type, name + "Gradient");

    public Many<T> Many { get; } = Method<Many<T>>(type, name + "Batch");

    public ManyJvp<T> ManyJvp { get; } = Method<ManyJvp<T>>(type, name + "JvpBatch");

    public ManyGradient<T> ManyGradient { get; } = Method<ManyGradient<T>>(type, name + "GradientBatch");

    /// <summary>All three companions have forms on vectors.</summary>
    public bool IsInLanes => new[] { "Batch", "JvpBatch", "GradientBatch" }.All(suffix => new[] { 512, 256, 128 }.All(bits => Find(suffix, bits) is not null));

    /// <summary>The companion, or its form on vectors of one width.</summary>
    public void Values(int bits, T[] x, T[] y, T u, T[] value)
    {
        if (bits == 0)
        {
            Many(x, y, u, value);
            return;
        }

        MethodInfo kernel = Find("Batch", bits)!;
        if (Records(kernel))
        {
            Recording recording = Rent();
            kernel.CreateDelegate<RecordingKernel<T>>()(x, y, u, value, x.Length, recording);
            Return(recording);
        }
        else
        {
            kernel.CreateDelegate<Kernel<T>>()(x, y, u, value, x.Length);
        }
    }

    /// <inheritdoc cref="Values"/>
    public void Jvp(int bits, T[] x, T[] y, T u, T[] xTangent, T[] yTangent, T uTangent, T[] value, T[] tangent)
    {
        if (bits == 0)
        {
            ManyJvp(x, y, u, xTangent, yTangent, uTangent, value, tangent);
            return;
        }

        MethodInfo kernel = Find("JvpBatch", bits)!;
        if (Records(kernel))
        {
            Recording recording = Rent();
            kernel.CreateDelegate<RecordingKernelJvp<T>>()(x, y, u, xTangent, yTangent, uTangent, value, tangent, x.Length, recording);
            Return(recording);
        }
        else
        {
            kernel.CreateDelegate<KernelJvp<T>>()(x, y, u, xTangent, yTangent, uTangent, value, tangent, x.Length);
        }
    }

    /// <inheritdoc cref="Values"/>
    public T Gradient(int bits, T[] x, T[] y, T u, T[] value, T[] xGrad, T[] yGrad)
    {
        if (bits == 0)
        {
            return ManyGradient(x, y, u, value, xGrad, yGrad);
        }

        MethodInfo kernel = Find("GradientBatch", bits)!;
        if (!Records(kernel))
        {
            return kernel.CreateDelegate<KernelGradient<T>>()(x, y, u, value, xGrad, yGrad, x.Length);
        }

        Recording recording = Rent();
        T sum = kernel.CreateDelegate<RecordingKernelGradient<T>>()(x, y, u, value, xGrad, yGrad, x.Length, recording);
        Return(recording);
        return sum;
    }

    /// <summary>A recording with a mark on it, which must be on top again when the kernel is through.</summary>
    private static Recording Rent()
    {
        Recording recording = Recording.Rent();
        recording.Push(Mark);
        return recording;
    }

    private static void Return(Recording recording)
    {
        Assert.Equal(Mark, recording.Pop<int>());
        Assert.Throws<InvalidOperationException>(() => recording.Pop<byte>());
        recording.Return();
    }

    private MethodInfo? Find(string suffix, int bits) => type.GetMethods(Everything).FirstOrDefault(method => method.Name.StartsWith(name + suffix + "Lanes" + bits + "_", StringComparison.Ordinal));

    private static bool Records(MethodInfo kernel) => kernel.GetParameters()[^1].ParameterType == typeof(Recording);

    private static TDelegate Method<TDelegate>(Type type, string name)
        where TDelegate : Delegate => type.GetMethod(name, Everything)!.CreateDelegate<TDelegate>();
}
