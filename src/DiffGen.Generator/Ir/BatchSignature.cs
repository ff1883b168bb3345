using System;
using System.Collections.Generic;
using System.Linq;

namespace DiffGen.Generator.Ir;

/// <summary>What a parameter of a batch companion is.</summary>
internal enum BatchRole
{
    /// <summary>A parameter of the method: a span of one element per call, or the parameter itself where it is uniform.</summary>
    Argument,

    /// <summary>The tangent of one.</summary>
    Tangent,

    /// <summary>The values of the calls.</summary>
    Value,

    /// <summary>The tangents of the values.</summary>
    ResultTangent,

    /// <summary>The gradient of a parameter.</summary>
    Grad,
}

/// <summary>A parameter of a batch companion.</summary>
/// <param name="Name">Its name, as code spells it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Text">Its declaration.</param>
/// <param name="Role">What it is.</param>
/// <param name="Argument">The parameter of the method that it stands for; null for the values and their tangents.</param>
/// <param name="Passing">How it is passed.</param>
internal sealed record BatchParameter(string Name, string Type, string Text, BatchRole Role, IrArgument? Argument, Passing Passing)
{
    /// <summary>It is a span of one element per call.</summary>
    public bool IsPerCall => Argument is not { IsUniform: true };

    /// <summary>It is written.</summary>
    public bool IsWritten => Role is BatchRole.Value or BatchRole.ResultTangent or BatchRole.Grad;
}

/// <summary>The signatures of the companions that run a batch of calls: <c>FBatch</c>, <c>FJvpBatch</c>, <c>FGradientBatch</c>.</summary>
internal static class BatchSignature
{
    public const string Primal = "Batch";
    public const string Jvp = "JvpBatch";
    public const string Gradient = "GradientBatch";

    /// <summary>The method's own parameters, tangents, the results, gradients.</summary>
    /// <param name="function">The method.</param>
    /// <param name="suffix">One of the names above.</param>
    public static IReadOnlyList<BatchParameter> Of(IrFunction function, string suffix)
    {
        var parameters = new List<BatchParameter>();
        var taken = new HashSet<string>(function.Arguments.Select(a => a.Name), StringComparer.Ordinal);
        IrArgument[] arguments = function.Arguments.Where(a => !a.IsReceiver).ToArray();
        foreach (IrArgument argument in arguments)
        {
            if (argument.IsUniform)
            {
                parameters.Add(new BatchParameter(argument.Name, argument.Type.Declared, argument.Text, BatchRole.Argument, argument, argument.Passing));
            }
            else
            {
                Add(argument.Name, ReadOnly(argument.Type.Declared), BatchRole.Argument, argument);
            }
        }

        if (suffix == Jvp)
        {
            foreach (IrArgument argument in function.Arguments.Where(a => a.IsActive))
            {
                string type = !argument.IsUniform ? ReadOnly(argument.Type.Declared) : argument.IsMemory && argument.IsWritable ? Span(argument.Type).Declared : argument.Type.Declared;
                Add(Fresh(Plain(argument) + "Tangent"), type, BatchRole.Tangent, argument);
            }
        }

        string real = function.ResultType?.Declared ?? "double";
        Add(Fresh("value"), Span(real), BatchRole.Value, null);
        if (suffix == Jvp)
        {
            Add(Fresh("tangent"), Span(real), BatchRole.ResultTangent, null);
        }

        if (suffix == Gradient)
        {
            foreach (IrArgument argument in function.Arguments.Where(a => a.IsActive && (!a.IsUniform || a.IsMemory)))
            {
                Add(Fresh(Plain(argument) + "Grad"), argument.IsUniform ? Span(argument.Type).Declared : Span(argument.Type.Declared), BatchRole.Grad, argument);
            }
        }

        return parameters;

        void Add(string name, string type, BatchRole role, IrArgument? argument) => parameters.Add(new BatchParameter(name, type, type + " " + name, role, argument, Passing.Value));

        string Fresh(string name)
        {
            while (!taken.Add(name))
            {
                name += "_";
            }

            return name;
        }
    }

    /// <summary>The uniform arguments whose gradients, summed over the batch, are returned.</summary>
    public static IEnumerable<IrArgument> Returned(IrFunction function) => function.Arguments.Where(a => a.IsActive && a.IsUniform && !a.IsMemory);

    /// <summary>The type that the companion returns, without names.</summary>
    public static string Result(IrFunction function, string suffix)
    {
        string[] types = suffix == Gradient ? Returned(function).Select(a => a.Type.Declared).ToArray() : [];
        return types.Length switch { 0 => "void", 1 => types[0], _ => "(" + string.Join(", ", types) + ")" };
    }

    private static string Plain(IrArgument argument) => argument.Name.TrimStart('@');

    private static string ReadOnly(string element) => "global::System.ReadOnlySpan<" + element + ">";

    private static string Span(string element) => "global::System.Span<" + element + ">";

    private static IrType Span(IrType type) => type.IsModel ? type : type.AsSpan() with { IsDeclaredArray = false };
}
