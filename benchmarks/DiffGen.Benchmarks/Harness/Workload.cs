using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace DiffGen.Benchmarks.Harness;

/// <summary>A problem with all its peers: the method, the generated gradients with loops on vectors and without, the gradient by hand, and both in C++.</summary>
/// <param name="name">What its row is called.</param>
internal abstract class Workload(string name)
{
    public string Name { get; } = name;

    /// <summary>How far gradients may be apart, relative to their largest number.</summary>
    protected virtual double Tolerance => 1e-10;

    /// <summary>Where every gradient writes its numbers.</summary>
    protected abstract IReadOnlyList<double[]> Results { get; }

    /// <summary>Gradients from elsewhere to compare with, in the order of <see cref="Results"/>.</summary>
    protected virtual IReadOnlyList<double[]>? Reference => null;

    /// <summary>The value that belongs to <see cref="Reference"/>.</summary>
    protected virtual double? ReferenceValue => null;

    public abstract double Method();

    /// <summary>The generated gradient. Compiled with optimisation from its first call on: what second calls measure is the gradient, not what calls it.</summary>
    public abstract double Gradient();

    /// <summary>The generated gradient where no loop runs on vectors.</summary>
    public abstract double ScalarGradient();

    public abstract double ByHand();

    /// <summary>The method in C++.</summary>
    public abstract double NativeMethod(NativeBuild native);

    /// <summary>The gradient in C++.</summary>
    public abstract double NativeGradient(NativeBuild native);

    public Problem ToProblem(IReadOnlyList<NativeBuild> natives)
    {
        return new Problem(Name, Repeat(Method), Repeat(Gradient), null, Repeat(ByHand), () => Check(natives))
        {
            ScalarGradient = Repeat(ScalarGradient),
            Natives = [.. natives.Select(native => native.Peer(Repeat(() => NativeMethod(native)), Repeat(() => NativeGradient(native))))],
        };
    }

    /// <summary>What a gradient that is looked at is compared with, beside the one by hand: the reference as gradients write it.</summary>
    protected virtual IReadOnlyList<double[]> AsReference(IReadOnlyList<double[]> results) => results;

    private static Func<int, double> Repeat(Func<double> run)
    {
        return [MethodImpl(MethodImplOptions.AggressiveOptimization)] (repetitions) =>
        {
            double sum = 0;
            for (int i = 0; i < repetitions; i++)
            {
                sum += run();
            }

            return sum;
        };
    }

    private void Check(IReadOnlyList<NativeBuild> natives)
    {
        (double value, double[][] byHand) = Run(ByHand);
        Agreement.Require($"{Name}, method", Method(), value, Tolerance);
        Compare("generated", Run(Gradient), value, byHand);
        Compare("generated without vectors", Run(ScalarGradient), value, byHand);
        foreach (NativeBuild native in natives)
        {
            Agreement.Require($"{Name}, method in C++ ({native.Name})", NativeMethod(native), value, Tolerance);
            Compare($"C++ ({native.Name})", Run(() => NativeGradient(native)), value, byHand);
        }

        if (Reference is { } reference)
        {
            (double generated, double[][] results) = Run(Gradient);
            if (ReferenceValue is { } expected)
            {
                Agreement.Require($"{Name}, generated and reference value", generated, expected, Tolerance);
            }

            IReadOnlyList<double[]> comparable = AsReference(results);
            for (int i = 0; i < reference.Count; i++)
            {
                Agreement.Require($"{Name}, generated and reference gradient {i}", comparable[i], reference[i], Tolerance);
            }
        }
    }

    private void Compare(string who, (double Value, double[][] Results) found, double value, double[][] byHand)
    {
        Agreement.Require($"{Name}, {who}", found.Value, value, Tolerance);
        for (int i = 0; i < byHand.Length; i++)
        {
            Agreement.Require($"{Name}, {who}, gradient {i}", found.Results[i], byHand[i], Tolerance);
        }
    }

    /// <summary>Runs a gradient over results that hold nothing of an earlier one.</summary>
    private (double Value, double[][] Results) Run(Func<double> gradient)
    {
        foreach (double[] result in Results)
        {
            Array.Fill(result, double.NaN);
        }

        double value = gradient();
        return (value, [.. Results.Select(result => (double[])result.Clone())]);
    }
}
