using System;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace DiffGen.Runtime.Tests.Distributions;

/// <summary>A distribution of one number at given parameters. Its functions are found by their names: what a distribution has is tested.</summary>
/// <param name="Name">The class.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Lower">The lower end of the support.</param>
/// <param name="Upper">The upper end of the support.</param>
/// <param name="Points">Values to take derivatives at.</param>
internal sealed record DistributionCase(string Name, double[] Parameters, double Lower, double Upper, double[] Points)
{
    public Type Type { get; } = typeof(DiffGen.Distributions.Normal).Assembly.GetType("DiffGen.Distributions." + Name, throwOnError: true)!;

    public Type ValueType => Method("LogProbability")!.GetParameters()[0].ParameterType;

    public bool IsDiscrete => !ValueType.IsGenericParameter;

    public override string ToString() => $"{Name}({string.Join(", ", Parameters)})";

    public MethodInfo? Method(string name) => Type.GetMethods(BindingFlags.Public | BindingFlags.Static).SingleOrDefault(m => m.Name == name && !m.GetParameters().Any(p => p.ParameterType.IsByRefLike));

    /// <summary>Calls a function for a real type; numbers are converted to what its parameters are.</summary>
    public object Call<R>(string name, params double[] arguments)
    {
        MethodInfo method = Method(name)!.MakeGenericMethod(typeof(R));
        object[] converted = [.. method.GetParameters().Select((p, i) => p.ParameterType == typeof(bool) ? (object)(arguments[i] != 0) : Convert.ChangeType(arguments[i], p.ParameterType, null))];
        return method.Invoke(null, converted)!;
    }

    public double Value(string name, params double[] arguments) => (double)Call<double>(name, arguments);

    public double LogProbability(double x) => Value("LogProbability", [x, .. Parameters]);

    public double Cdf(double x) => Value("Cdf", [x, .. Parameters]);

    /// <summary>The numbers of a tuple.</summary>
    public static double[] Numbers(object tuple) => tuple is ITuple several
        ? [.. Enumerable.Range(0, several.Length).Select(i => Convert.ToDouble(several[i], null))]
        : [Convert.ToDouble(tuple, null)];
}
