using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Golden;
using Xunit;

namespace DiffGen.Gradient.Tests.Harness;

/// <summary>A method marked <c>[Differentiable]</c> and its companions, found by the contract's naming rule.</summary>
internal sealed class MarkedMethod
{
    private const BindingFlags Everything = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Lazy<ImmutableSortedDictionary<string, MarkedMethod>> s_all = new(() => typeof(MarkedMethod).Assembly.GetTypes()
        .Where(type => type.GetMethods(Everything).Any(IsMarked))
        .Select(type => type.IsGenericTypeDefinition ? type.MakeGenericType([.. type.GetGenericArguments().Select(IsReal).Select(isReal => isReal ? typeof(double) : typeof(int))]) : type)
        .SelectMany(type => type.GetMethods(Everything).Where(IsMarked).Where(method => !method.GetParameters().Any(p => IsModel(p) || IsStream(p))))
        .SelectMany(Closed)
        .Select(method => new MarkedMethod(method))
        .ToImmutableSortedDictionary(method => method.Id, method => method, StringComparer.Ordinal));

    private MarkedMethod(MethodInfo primal)
    {
        Primal = primal;
        Parameters = [.. primal.GetParameters().Select(parameter => new MarkedParameter(parameter))];
        if (!primal.IsStatic)
        {
            Parameters = Parameters.Insert(0, MarkedParameter.Receiver(primal));
        }

        Active = [.. Parameters.Where(parameter => parameter.IsActive)];
    }

    /// <summary>Every marked method of this assembly, by its id; a generic one of <c>double</c> and of <c>float</c>.</summary>
    public static ImmutableSortedDictionary<string, MarkedMethod> All => s_all.Value;

    /// <summary>A class of parameters: its methods have tests of their own.</summary>
    private static bool IsModel(ParameterInfo parameter) => parameter.ParameterType.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParameters<>));

    /// <summary>A stream of draws: the companions of such methods have tests of their own.</summary>
    private static bool IsStream(ParameterInfo parameter) => parameter.ParameterType == typeof(Noise).MakeByRefType();

    public MethodInfo Primal { get; }

    /// <summary>The receiver of a method of a marked struct, then the parameters.</summary>
    public ImmutableArray<MarkedParameter> Parameters { get; }

    public ImmutableArray<MarkedParameter> Active { get; }

    public string Id =>
        $"{ShortType(Primal.DeclaringType!).Replace('+', '.')}.{Primal.Name}({string.Join(", ", Parameters.Select(parameter => ShortName(parameter.Type)))})";

    public bool ReturnsNumber => Values.IsReal(Primal.ReturnType);

    public bool ReturnsArray => Primal.ReturnType.IsArray && Values.HoldsReals(Primal.ReturnType);

    /// <summary>The result has a tangent and a cotangent.</summary>
    public bool ReturnsReals => Values.HoldsReals(Primal.ReturnType);

    public bool ReturnsNothing => Primal.ReturnType == typeof(void);

    /// <summary>Some number of the method is a <c>float</c>, so that rounding errors are those of <c>float</c>.</summary>
    public bool IsSingle =>
        Active.Select(parameter => parameter.Element).Append(Values.Innermost(Primal.ReturnType)).SelectMany(Values.LeavesOf).Any(leaf => leaf is { IsActive: true } && leaf.Type == typeof(float))
        || Primal.GetCustomAttribute<SampleAttribute>() is { InSingle: true };

    /// <summary>The derivatives are not those of what the method computes (<c>Diff.Stop</c>, an estimate).</summary>
    public bool ByHand => Primal.GetCustomAttribute<SampleAttribute>() is { ByHand: true };

    public MethodInfo Jvp => Companion("Jvp", JvpParameters);

    public MethodInfo Vjp => Companion("Vjp", VjpParameters);

    public MethodInfo Gradient => Companion("Gradient", GradientParameters);

    public MethodInfo Hvp => Companion("Hvp", HvpParameters);

    /// <summary>Something generated for its type, or for what it calls beside it or in another project, computes on vectors: sums may have another order than the method's.</summary>
    public bool RunsOnVectors => Primal.GetCustomAttribute<DifferentiableAttribute>()!.Simd && Primal.DeclaringType!.Assembly.GetTypes()
        .Where(type => type == Primal.DeclaringType || (type.Namespace == Primal.DeclaringType.Namespace && type.GetMethods(Everything).Any(method => method.IsVirtual && method.IsDefined(typeof(DifferentiableAttribute), false))))
        .Concat(Primal.DeclaringType.Namespace!.EndsWith(".AcrossProjects", StringComparison.Ordinal) ? Assembly.Load("DiffGen.Gradient.Library").GetTypes() : [])
        .SelectMany(type => type.GetMethods(Everything))
        .Any(method => method.GetMethodBody()?.LocalVariables.Any(local => local.LocalType.Name is "Vector512`1") == true);

    /// <summary>It is marked <c>Hvp = true</c>.</summary>
    public bool HasHvp => Primal.GetCustomAttribute<DifferentiableAttribute>()!.Hvp;

    /// <summary>It has a <c>Gradient</c>.</summary>
    public bool HasGradient => ReturnsNumber && Active.Length > 0;

    /// <summary>The derivative parameters of <c>Jvp</c>, in order.</summary>
    public IEnumerable<(string Name, Type Type)> JvpParameters => Apart(Active.Select(parameter => ($"{parameter.Name}Tangent", parameter.TangentType)));

    /// <summary>The derivative parameters of <c>Vjp</c>, in order.</summary>
    public IEnumerable<(string Name, Type Type)> VjpParameters
    {
        get
        {
            IEnumerable<(string, Type)> gradients = Active.Where(parameter => parameter.HasGradientParameter || parameter.Passing == Passing.Out).Select(parameter => ($"{parameter.Name}Grad", parameter.GradientType));
            return Apart(ReturnsReals ? gradients.Prepend(("valueGrad", Primal.ReturnType)) : gradients);
        }
    }

    /// <summary>The derivative parameters of <c>Gradient</c>, in order.</summary>
    public IEnumerable<(string Name, Type Type)> GradientParameters => Apart(Gradients);

    private IEnumerable<(string Name, Type Type)> Gradients =>
        Active.Where(parameter => parameter.HasGradientParameter).Select(parameter => ($"{parameter.Name}Grad", parameter.GradientType));

    /// <summary>The derivative parameters of <c>Hvp</c>, in order.</summary>
    public IEnumerable<(string Name, Type Type)> HvpParameters =>
        Apart([.. JvpParameters, .. Gradients, .. Active.Where(parameter => parameter.HasGradientParameter).Select(parameter => ($"{parameter.Name}Hvp", parameter.GradientType))]);

    /// <summary>What a companion is called with: the receiver of a method of a struct, then its parameters.</summary>
    public static ImmutableArray<(string Name, Type Type)> Slots(MethodInfo companion)
    {
        ImmutableArray<(string, Type)> parameters = [.. companion.GetParameters().Select(parameter => (parameter.Name!, parameter.ParameterType))];
        return companion.IsStatic ? parameters : parameters.Insert(0, ("this", companion.DeclaringType!));
    }

    /// <summary>Where two names collide, the later one ends in an underscore.</summary>
    public static IEnumerable<(string Name, Type Type)> Apart(IEnumerable<(string Name, Type Type)> named, params IEnumerable<string> taken)
    {
        HashSet<string> names = [.. taken];
        foreach ((string name, Type type) in named)
        {
            string apart = name;
            while (!names.Add(apart))
            {
                apart += "_";
            }

            yield return (apart, type);
        }
    }

    private IEnumerable<(string Name, Type Type)> Apart(IEnumerable<(string Name, Type Type)> derivatives) =>
        Apart(derivatives, Parameters.Select(parameter => parameter.Name));

    private MethodInfo Companion(string suffix, IEnumerable<(string Name, Type Type)> derivatives)
    {
        MethodInfo[] named = [.. Primal.DeclaringType!.GetMethods(Everything).Where(method => method.Name == Primal.Name + suffix)
            .Where(method => method.GetGenericArguments().Length == Primal.GetGenericArguments().Length)
            .Select(method => method.IsGenericMethodDefinition ? method.MakeGenericMethod(Primal.GetGenericArguments()) : method)];
        Type[] types = [.. Primal.GetParameters().Select(parameter => parameter.ParameterType), .. derivatives.Select(parameter => parameter.Type)];
        MethodInfo? companion = named.SingleOrDefault(method => method.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(types));
        Assert.True(companion is not null,
            $"{Id} has no companion {Primal.Name}{suffix}({string.Join(", ", types.Select(ShortName))}). There is: {string.Join("; ", named.Select(method => method.ToString()))}");
        return companion;
    }

    /// <summary>Static, or of a marked struct: of any other type the receiver is a constant, and there is no value to take for it.</summary>
    private static bool IsMarked(MethodInfo method) => method.IsDefined(typeof(DifferentiableAttribute), false) && (method.IsStatic || Values.IsComposite(method.DeclaringType!));

    private static bool IsReal(Type parameter) => parameter.GetGenericParameterConstraints().Any(c => c.Name.StartsWith("IFloatingPointIeee754", StringComparison.Ordinal));

    private static IEnumerable<MethodInfo> Closed(MethodInfo method) => method.IsGenericMethodDefinition
        ? [method.MakeGenericMethod([.. method.GetGenericArguments().Select(_ => typeof(double))]), method.MakeGenericMethod([.. method.GetGenericArguments().Select(_ => typeof(float))])]
        : [method];

    private static string ShortType(Type type) => type.IsGenericType ? type.FullName!.Split('`')[0] : type.FullName!;

    public static string ShortName(Type type) => type switch
    {
        { IsByRef: true } => "ref " + ShortName(type.GetElementType()!),
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GenericTypeArguments.Select(ShortName))}>",
        { IsArray: true } => ShortName(type.GetElementType()!) + "[]",
        _ when type == typeof(double) => "double",
        _ when type == typeof(float) => "float",
        _ when type == typeof(int) => "int",
        _ when type == typeof(bool) => "bool",
        _ => type.Name,
    };

    public override string ToString() => Id;
}
