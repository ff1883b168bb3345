using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>A derivative parameter of a companion.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its declaration.</param>
/// <param name="Passing">How it is passed.</param>
/// <param name="Argument">What it is the derivative of; null for the result.</param>
/// <param name="Type">Its type.</param>
/// <param name="Gives">What is written to it in the end.</param>
/// <param name="IsTangent">It is a tangent.</param>
/// <param name="Doc">What it is, for its documentation.</param>
internal sealed record Extra(string Name, string Text, Passing Passing, IrArgument? Argument, IrType Type, Yields.Role? Gives, bool IsTangent, string Doc)
{
    /// <summary>It is no derivative of one argument, and is written.</summary>
    public bool IsJacobian { get; init; }
}

/// <summary>A value of the body and the name that it has there.</summary>
internal sealed record Known(Value Value, string Name, bool IsParameter);

/// <summary>How a companion is entered: its parameters in C#, and the values of its body that are read off them.</summary>
internal sealed class Entry
{
    private readonly IrFunction _function;
    private readonly IdSet _used = new();

    public Entry(IrFunction function, Names names, Region body)
    {
        _function = function;
        Names = names;
        Use(body.Yields);
        foreach (Op op in body.Walked)
        {
            Use(op.Operands);
            foreach (Region inner in op.Regions)
            {
                Use(inner.Yields);
            }
        }

        foreach (IrArgument argument in function.Arguments)
        {
            ReadOff(argument.Name, argument.Type, argument.Passing, Enumerable.Range(0, argument.Count).Select(k => (Value?)function.Parameters[argument.First + k].Value).ToArray());
        }
    }

    private void Use(ImmutableArray<Value> values)
    {
        foreach (Value value in values)
        {
            _used.Add(value.Id);
        }
    }

    public Names Names { get; }

    public List<Extra> Extras { get; } = [];

    public List<Known> Known { get; } = [];

    /// <summary>Statements that read values off the parameters.</summary>
    public List<string> Prologue { get; } = [];

    /// <summary>Gradient buffers are added to: one may serve two parameters that are only read.</summary>
    public bool AddsGradients { get; init; }

    /// <summary>Hessian-vector products are returned beside the gradients.</summary>
    public bool HasProducts { get; init; }

    /// <summary>The method whose origins the body names, where that is not the marked one as it stands.</summary>
    public IrFunction? Source { get; init; }

    /// <summary>Every parameter is a value of the body itself.</summary>
    public bool IsPlain => Prologue.Count == 0 && Extras.All(e => e.Passing is Passing.Value or Passing.In) && _function.Arguments.All(a => a.IsPlain);

    public IEnumerable<string> Declarations(bool keepDefaults) => _function.Arguments.Where(a => !a.IsReceiver).Select(a => a.Text + (keepDefaults && a.Default is not null ? " = " + a.Default : "")).Concat(Extras.Select(e => e.Text));

    /// <summary>The parameters as they are handed on to a kernel.</summary>
    public IEnumerable<string> Passed => _function.Arguments.Where(a => !a.IsReceiver).Select(a => Prefix(a.Passing) + a.Name).Concat(Extras.Select(e => Prefix(e.Passing) + e.Name));

    /// <summary>The tangents of the active arguments.</summary>
    public void Tangents(ImmutableArray<DerivativeParameter> parameters)
    {
        foreach (IrArgument argument in _function.Arguments.Where(a => a.IsActive))
        {
            IrType type = argument.Type.IsBuffer && argument.IsWritable ? Span(argument.Type) : argument.Type;
            Value?[] values = Leaves(argument, p => parameters.FirstOrDefault(d => ReferenceEquals(d.Of, p) || (d.Of is not null && d.Of.Value.Equals(p.Value) && d.Value.Name != DerivativeNames.Grad(p.Name) && d.Value.Name != DerivativeNames.Hvp(p.Name)))?.Value);
            string of = argument.IsReceiver ? "the receiver" : "<paramref name=\"" + argument.Name.TrimStart('@') + "\"/>";
            Passing passing = argument.Passing is Passing.Ref or Passing.Out ? argument.Passing : Passing.Value;
            string doc = argument.Passing == Passing.Out ? "Tangent of the final value of " + of + "."
                : argument.IsMemory && argument.IsWritable ? "Tangent of " + of + ", as long as it: on entry of its initial content, on return of its final content."
                : argument.Passing == Passing.Ref ? "Tangent of " + of + ": on entry of its initial value, on return of its final value."
                : "Tangent of " + of + (argument.Type.IsBuffer && HasProducts ? ", as long as it." : ".");
            Add(DerivativeNames.Tangent(argument.Name), type, passing, argument, values, passing == Passing.Value ? null : Yields.Role.Tangent, isTangent: true, doc);
        }
    }

    /// <summary>The cotangent of the result.</summary>
    public void Cotangents(ImmutableArray<DerivativeParameter> parameters)
    {
        if (_function.ResultType is { HoldsReals: true } result)
        {
            Value?[] values = Enumerable.Range(0, IrArgument.LeavesOf(result, false).Length).Select(k => Seed(parameters, -1, k)).ToArray();
            Add("valueGrad", result, Passing.Value, null, values, null, isTangent: false, "Cotangent of the result.");
        }
    }

    /// <summary>The gradients that are parameters: of buffers, and of what is passed by reference.</summary>
    public void Gradients(ImmutableArray<DerivativeParameter> parameters, bool takesCotangents)
    {
        foreach (IrArgument argument in _function.Arguments.Where(a => a.IsActive))
        {
            string of = argument.IsReceiver ? "the receiver" : "<paramref name=\"" + argument.Name.TrimStart('@') + "\"/>";
            int at = _function.Arguments.IndexOf(argument);
            if (argument.IsMemory)
            {
                Value?[] values = Leaves(argument, p => parameters.FirstOrDefault(d => d.Of is not null && d.Of.Value.Equals(p.Value) && d.Value.Name == DerivativeNames.Grad(p.Name))?.Value);
                string doc = takesCotangents
                    ? argument.IsWritable ? "On entry the cotangent of the final content of " + of + ", on return that of its initial content; as long as it." : "The gradient of " + of + " is added to it; as long as it."
                    : "The gradient with respect to " + (argument.IsWritable && !HasProducts ? "the initial content of " : "") + of + "; as long as it.";
                Add(DerivativeNames.Grad(argument.Name), Span(argument.Type), Passing.Value, argument, values, null, isTangent: false, doc);
            }
            else if (argument.Passing == Passing.Ref || (argument.Passing == Passing.Out && takesCotangents))
            {
                Value?[] values = Enumerable.Range(0, argument.Leaves.Length).Select(k => takesCotangents ? Seed(parameters, at, k) : null).ToArray();
                bool isOut = argument.Passing == Passing.Out;
                string doc = isOut ? "Cotangent of the final value of " + of + "."
                    : takesCotangents ? "On entry the cotangent of the final value of " + of + ", on return that of its initial value."
                    : "The gradient with respect to the initial value of " + of + "; what it held is ignored.";
                Add(DerivativeNames.Grad(argument.Name), argument.Type, isOut ? Passing.Value : Passing.Ref, argument, values, isOut ? null : Yields.Role.Grad, isTangent: false, doc);
            }
        }
    }

    /// <summary>The Hessian-vector products that are parameters.</summary>
    public void Products(ImmutableArray<DerivativeParameter> parameters)
    {
        foreach (IrArgument argument in _function.Arguments.Where(a => a.IsActive))
        {
            string of = argument.IsReceiver ? "the receiver" : "<paramref name=\"" + argument.Name.TrimStart('@') + "\"/>";
            if (argument.IsMemory)
            {
                Value?[] values = Leaves(argument, p => parameters.FirstOrDefault(d => d.Of is not null && d.Of.Value.Equals(p.Value) && d.Value.Name == DerivativeNames.Hvp(p.Name))?.Value);
                Add(DerivativeNames.Hvp(argument.Name), Span(argument.Type), Passing.Value, argument, values, null, isTangent: false, "The tangent of the gradient with respect to " + of + "; as long as it.");
            }
            else if (argument.Passing == Passing.Ref)
            {
                Add(DerivativeNames.Hvp(argument.Name), argument.Type, Passing.Ref, argument, new Value?[argument.Leaves.Length], Yields.Role.Hvp, isTangent: false, "The tangent of the gradient with respect to " + of + "; what it held is ignored.");
            }
        }
    }

    /// <summary>The buffer of a Jacobian of numbers of a type.</summary>
    public void Jacobian(IrType real)
    {
        IrType type = IrType.BufferOf(BufferKind.Span, real.Text, real.Real);
        string name = Names.Parameter("jacobian");
        Extras.Add(new Extra(name, type.Text + " " + name, Passing.Value, null, type, null, false, "The derivatives, row after row, as long as rows times columns; overwritten.") { IsJacobian = true });
    }

    /// <summary>Where the noise of a companion comes from: behind F's own parameters.</summary>
    public void Noise(Value? value, string stem, IrType type, string doc)
    {
        string name = Names.Parameter(stem);
        Extras.Add(new Extra(name, type.Text + " " + name, Passing.Value, null, type, null, false, doc));
        if (value is not null)
        {
            Known.Add(new Known(value, name, IsParameter: true));
        }
    }

    private static Value? Seed(ImmutableArray<DerivativeParameter> parameters, int argument, int leaf) => parameters.FirstOrDefault(d => d.Output is { } o && o.Argument == argument && o.Leaf == leaf)?.Value;

    private Value?[] Leaves(IrArgument argument, System.Func<IrParameter, Value?> of) => argument.Count == 0
        ? new Value?[argument.Leaves.Length]
        : Enumerable.Range(0, argument.Count).Select(k => _function.Parameters[argument.First + k]).Select(p => p.IsActive ? of(p) : null).ToArray();

    private void Add(string stem, IrType type, Passing passing, IrArgument? argument, Value?[] values, Yields.Role? gives, bool isTangent, string doc)
    {
        string name = Names.Parameter(stem);
        Extras.Add(new Extra(name, Prefix(passing) + type.Declared + " " + name, passing, argument, type, gives, isTangent, doc));
        ReadOff(name, type, passing, values);
    }

    /// <summary>The leaves of a parameter under names of their own; a plain one is known by its own name.</summary>
    private void ReadOff(string name, IrType type, Passing passing, Value?[] values)
    {
        if (passing == Passing.Out)
        {
            return;
        }

        if (type.Layout is null && passing is Passing.Value or Passing.In)
        {
            if (values[0] is { } plain)
            {
                Known.Add(new Known(plain, name == "this" ? "this" : name, IsParameter: true));
            }

            return;
        }

        ImmutableArray<Leaf> leaves = IrArgument.LeavesOf(type, false);
        for (int k = 0; k < leaves.Length; k++)
        {
            if (values[k] is not { } value)
            {
                continue;
            }

            if (type.IsModel && leaves[k].Path[0].Name.Length == 0)
            {
                Known.Add(new Known(value, name, IsParameter: true));
                continue;
            }

            if (!_used.Contains(value.Id))
            {
                continue;
            }

            string own = Names.Numbered((value.Name ?? name).TrimStart('@'));
            Known.Add(new Known(value, own, IsParameter: false));

            string text = type.IsComposite ? CompositeText.Read(name, leaves[k], type.Layout!, _function.Key)
                : type.Layout is null ? name
                : "global::System.Runtime.InteropServices.MemoryMarshal.Cast<" + type.Layout.Text + ", " + type.Element + ">(" + (type.IsDeclaredArray ? "global::System.MemoryExtensions.AsSpan(" + name + ")" : name) + ")";
            Prologue.Add(value.Type.Text + " " + own + " = " + text + ";");
        }
    }

    private static IrType Span(IrType type) => type.IsModel ? type : type.AsSpan() with { IsDeclaredArray = false };

    private static string Prefix(Passing passing) => passing switch
    {
        Passing.In => "in ",
        Passing.Ref => "ref ",
        Passing.Out => "out ",
        _ => "",
    };
}
