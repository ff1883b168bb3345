using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Normalize;

/// <summary>
/// The methods of <c>TensorPrimitives</c> as loops: for second derivatives, since the runtime's rules for them have none.
/// <code>
/// Exp(x, y)   →   if (!fits) throw …;  Exp(x, t);  for (int i = 0; i &lt; x.Length; i++) y[i] = Valued(t[i], Exp(x[i]));
/// </code>
/// The values are those of the method itself, the derivatives those of the loop.
/// </summary>
internal sealed class TensorLoops
{
    private const string Tensors = "global::System.Numerics.Tensors.TensorPrimitives", Runtime = "global::DiffGen.CompilerServices.TensorLoops.";

    private readonly IrBuilder _builder;
    private readonly string _name;
    private readonly ImmutableArray<Value> _parameters;
    private readonly ImmutableArray<Value> _inputs;
    private readonly ImmutableArray<Value> _destinations;
    private readonly Value _length;

    private TensorLoops(IrFunction method)
    {
        _name = method.Name;
        _builder = new IrBuilder(method.NextId);
        _builder.Open();
        _parameters = method.Parameters.Select(p => p.Value).ToImmutableArray();
        _inputs = _parameters.Where(p => p.Type.Buffer == BufferKind.ReadOnlySpan).ToImmutableArray();
        _destinations = _parameters.Where(p => p.Type.Buffer == BufferKind.Span).ToImmutableArray();
        _length = _builder.LengthOf(_inputs[0]);
    }

    /// <summary>The type of an element of the first operand.</summary>
    private IrType Real => _inputs[0].Type.ElementType;

    /// <summary>The methods with loops in the place of <c>TensorPrimitives</c>; the same ones where there is none of it.</summary>
    public static Dictionary<string, IrFunction> Run(Dictionary<string, IrFunction> functions) => functions.Values.Any(IsTensor)
        ? functions.ToDictionary(f => f.Key, f => IsTensor(f.Value) ? Loops(f.Value) : f.Value, StringComparer.Ordinal)
        : functions;

    private static bool IsTensor(IrFunction function) => function.Rule is not null && function.DeclaringType == Tensors;

    private static IrFunction Loops(IrFunction method)
    {
        var loops = new TensorLoops(method);
        Region body;
        if (method.ResultType is null)
        {
            loops.Elements(method.Name);
            body = loops._builder.Close();
        }
        else
        {
            Value derived = loops.Reduction(method.Name);
            body = loops._builder.Close(loops._builder.Apply(PrimitiveTable.Valued, loops.Real, loops.Call(loops._parameters, loops.Real)!, derived));
        }

        return IrVerifier.Check(method.With((IrRule?)null).With(body, loops._builder.NextId, origins: ImmutableArray.Create(new OriginText("", -1, method.Key, 0))), "TensorLoops");
    }

    private void Elements(string name)
    {
        switch (name)
        {
            case "SinCos" or "SinCosPi":
                Require("FitsBoth", _builder.Pure(IrType.Int, "global::System.Math.Min({0}, {1})", Precedences.Call, _builder.LengthOf(_destinations[0]), _builder.LengthOf(_destinations[1])));
                Throw(_builder.Pure(IrType.Bool, Runtime + "AreApart<" + Real.Text + ">({0}, {1}, {2})", Precedences.Call, _destinations[0], _destinations[1], _length), "Overlapping()");
                Loop(i =>
                {
                    Value x = _builder.Load(_inputs[0], i);
                    return [_builder.Apply(name.Replace("Cos", ""), Real, x), _builder.Apply(name.Replace("Sin", ""), Real, x)];
                });
                break;
            case "SoftMax":
                // yᵢ = exp xᵢ / Σ exp xⱼ
                Throw(Fits("FitsWhole"), "SoftMaxRefusal({0}, {1})", _length, _builder.LengthOf(_destinations[0]));
                Value sum = Sums(i => [_builder.Apply("Exp", Real, _builder.Load(_inputs[0], i))])[0];
                Loop(i => [_builder.Apply("Divide", Real, _builder.Apply("Exp", Real, _builder.Load(_inputs[0], i)), sum)]);
                break;
            case "ConvertChecked" or "ConvertSaturating" or "ConvertTruncating":
                Require("FitsConverted", _builder.LengthOf(_destinations[0]));
                Loop(i => [Converted(_builder.Load(_inputs[0], i), _destinations[0].Type.ElementType)]);
                break;
            default:
                Require("Fits", _builder.LengthOf(_destinations[0]));
                Loop(i => [Element(name, _parameters.Where(p => p != _destinations[0]).Select(p => p.Type.IsBuffer ? _builder.Load(p, i) : p).ToArray())]);
                break;
        }
    }

    /// <summary>One element of a function that is computed element by element.</summary>
    private Value Element(string name, Value[] x)
    {
        switch (name)
        {
            case "Add" or "Subtract" or "Multiply" or "Divide" or "Remainder" or "Negate":
                return _builder.Apply(name, Real, x);
            case "Increment":
                return _builder.Apply("Add", Real, x[0], One());
            case "Decrement":
                return _builder.Apply("Subtract", Real, x[0], One());
            case "Reciprocal":
                return _builder.Apply("Divide", Real, One(), x[0]);
            case "ReciprocalSqrt":
                return _builder.Apply("Divide", Real, One(), _builder.Apply("Sqrt", Real, x[0]));
            case "AddMultiply":
                return _builder.Apply("Multiply", Real, _builder.Apply("Add", Real, x[0], x[1]), x[2]);
            case "MultiplyAdd":
                return _builder.Apply("Add", Real, _builder.Apply("Multiply", Real, x[0], x[1]), x[2]);
            case "Sigmoid":
                // 1 / (1 + exp -x), and exp x / (1 + exp x) where x is negative: the exponential is at most one
                return Choose(_builder.Pure(IrType.Bool, "{0} >= {1}", Precedences.Relational, x[0], _builder.Zero(Real)), () => Logistic(One(), _builder.Apply("Exp", Real, _builder.Apply("Negate", Real, x[0]))), () =>
                {
                    Value exponential = _builder.Apply("Exp", Real, x[0]);
                    return Logistic(exponential, exponential);
                });
            default:
                Primitive row = PrimitiveTable.FindMethod(name, x.Length) ?? throw new InvalidOperationException("There is no primitive for TensorPrimitives." + name);
                return _builder.Apply(row.Name, Real, x);
        }

        Value Logistic(Value numerator, Value exponential) => _builder.Apply("Divide", Real, numerator, _builder.Apply("Add", Real, One(), exponential));
    }

    private Value Reduction(string name)
    {
        if (_inputs.Length > 1)
        {
            Throw(_builder.Pure(IrType.Bool, "{0} == {1}", Precedences.Equality, _length, _builder.LengthOf(_inputs[1])), "Unequal()");
        }

        if (name is not ("Sum" or "SumOfSquares" or "SumOfMagnitudes" or "Norm" or "Dot"))
        {
            Throw(_builder.Pure(IrType.Bool, "{0} > 0", Precedences.Relational, _length), "Empty()");
        }

        switch (name)
        {
            case "Sum":
                return Sums(i => [X(i)])[0];
            case "SumOfSquares":
                return Sums(i => [Square(X(i))])[0];
            case "SumOfMagnitudes":
                return Sums(i => [_builder.Apply("Abs", Real, X(i))])[0];
            case "Average":
                return Mean(Sums(i => [X(i)])[0]);
            case "Dot":
                return Sums(i => [_builder.Apply("Multiply", Real, X(i), Y(i))])[0];
            case "Norm":
                return Root(Sums(i => [Square(X(i))])[0]);
            case "Distance":
                return Root(Sums(i => [Square(_builder.Apply("Subtract", Real, X(i), Y(i)))])[0]);
            case "StdDev":
                Value mean = Mean(Sums(i => [X(i)])[0]);
                return Root(Mean(Sums(i => [Square(_builder.Apply("Subtract", Real, X(i), mean))])[0]));
            case "CosineSimilarity":
                Value[] sums = Sums(i =>
                {
                    Value x = X(i), y = Y(i);
                    return [_builder.Apply("Multiply", Real, x, y), Square(x), Square(y)];
                });
                return _builder.Apply("Divide", Real, sums[0], _builder.Apply("Multiply", Real, _builder.Apply("Sqrt", Real, sums[1]), _builder.Apply("Sqrt", Real, sums[2])));
            case "Product":
                return Fold("Multiply", One(), i => [X(i)])[0];
            case "ProductOfSums":
                return Fold("Multiply", One(), i => [_builder.Apply("Add", Real, X(i), Y(i))])[0];
            case "ProductOfDifferences":
                return Fold("Multiply", One(), i => [_builder.Apply("Subtract", Real, X(i), Y(i))])[0];
            default:
                // A maximum or minimum: all to the element that it is.
                string method = (name.EndsWith("Number", StringComparison.Ordinal) ? Runtime : Tensors + ".") + "IndexOf" + name + "<" + Real.Text + ">({0})";
                Value index = _builder.Add(new Opaque(0, _builder.New(IrType.Int), method, ImmutableArray.Create(_inputs[0]), Effect.Reads, Precedences.Call)).Result!;
                return _builder.Load(_inputs[0], index);
        }

        Value X(Value i) => _builder.Load(_inputs[0], i);
        Value Y(Value i) => _builder.Load(_inputs[1], i);
        Value Square(Value x) => _builder.Apply("Multiply", Real, x, x);
        Value Mean(Value sum) => _builder.Apply("Divide", Real, sum, _builder.Apply("FromInteger", Real, _length));

        // A norm has the derivative 0 at its kink.
        Value Root(Value sum) => Choose(_builder.Pure(IrType.Bool, "{0} == {1}", Precedences.Equality, sum, _builder.Zero(Real)), () => _builder.Zero(Real), () => _builder.Apply("Sqrt", Real, sum));
    }

    private Value Converted(Value x, IrType type) => x.Type.Real == type.Real
        ? x
        : _builder.Apply(x.Type.Real == RealKind.Generic || type.Real == RealKind.Generic ? "Convert" : type.Real == RealKind.Double ? "Widen" : "Narrow", type, x);

    private Value One() => _builder.Constant(Real, "1");

    private Value Choose(Value condition, Func<Value> then, Func<Value> otherwise)
    {
        _builder.Open();
        Region first = _builder.Close(then());
        _builder.Open();
        Region second = _builder.Close(otherwise());
        Value result = _builder.New(Real);
        _builder.Add(new If(0, ImmutableArray.Create(result), condition, first, second));
        return result;
    }

    /// <summary>The call of the method itself.</summary>
    private Value? Call(ImmutableArray<Value> arguments, IrType? result)
    {
        string text = Tensors + "." + _name + "<" + Real.Text + (_name.StartsWith("Convert", StringComparison.Ordinal) ? ", " + _destinations[0].Type.ElementType.Text : "")
            + ">(" + string.Join(", ", arguments.Select((_, k) => "{" + k + "}")) + ")" + (result is null ? ";" : "");
        return _builder.Add(new Opaque(0, result is null ? null : _builder.New(result), text, arguments, result is null ? Effect.Unknown : Effect.Reads, Precedences.Call) { WritesSpansOnly = result is null }).Result;
    }

    /// <summary>Runs the method itself into scratch, since a destination may be an operand; then its elements, with derivatives, go to the destinations.</summary>
    private void Loop(Func<Value, Value[]> elements)
    {
        Value[] scratch = _destinations.Select(d => _builder.Add(new Allocate(0, _builder.New(d.Type), Memory.Zeros, _length)).Result).ToArray();
        Call(_parameters.Select(p => _destinations.IndexOf(p) is >= 0 and var k ? scratch[k] : p).ToImmutableArray(), null);
        Fold("", null, i =>
        {
            Value[] derived = elements(i);
            Value[] values = derived.Select((d, k) => _builder.Apply(PrimitiveTable.Valued, d.Type, _builder.Load(scratch[k], i), d)).ToArray();
            for (int k = 0; k < values.Length; k++)
            {
                _builder.Add(new Store(0, _destinations[k], i, values[k], Adds: false));
            }

            return [];
        });
    }

    private Value[] Sums(Func<Value, Value[]> terms) => Fold("Add", _builder.Zero(Real), terms);

    /// <summary>A loop over the elements that gathers its terms, each in a value of its own.</summary>
    private Value[] Fold(string operation, Value? initial, Func<Value, Value[]> terms)
    {
        Value start = _builder.Int(0), step = _builder.Int(1), index = _builder.New(IrType.Int, "i");
        _builder.Open();
        Value[] found = terms(index);
        Value[] carried = found.Select(_ => _builder.New(Real)).ToArray(), outputs = found.Select(_ => _builder.New(Real)).ToArray();
        Region body = _builder.Close(found.Select((term, k) => _builder.Apply(operation, Real, carried[k], term)).ToArray());
        _builder.Add(new For(0, outputs.ToImmutableArray(), index, start, _length, "<", step, found.Select(_ => initial!).ToImmutableArray(), carried.ToImmutableArray(), body, -1));
        return outputs;
    }

    private Value Fits(string method) => _builder.Pure(
        IrType.Bool,
        Runtime + method + "<" + Real.Text + (method == "FitsConverted" ? ", " + _destinations[0].Type.ElementType.Text : "") + ">(" + string.Join(", ", _inputs.Concat(_destinations).Select((_, k) => "{" + k + "}")) + ")",
        Precedences.Call,
        _inputs.Concat(_destinations).ToArray());

    private void Require(string fits, Value destinationLength)
    {
        Value other = _length;
        foreach (Value input in _inputs.Skip(1).Reverse())
        {
            Value length = _builder.LengthOf(input);
            other = other == _length ? length : _builder.Pure(IrType.Int, "{0} != {1} ? {0} : {2}", Precedences.Conditional, length, _length, other);
        }

        Throw(Fits(fits), "Refusal({0}, {1}, {2})", _length, other, destinationLength);
    }

    /// <summary><c>if (!condition) throw exception;</c></summary>
    private void Throw(Value condition, string exception, params Value[] arguments)
    {
        var thrown = new Throw(0, "throw " + Runtime + exception + ";", arguments.ToImmutableArray());
        Value isRefused = _builder.Pure(IrType.Bool, "!{0}", Precedences.Unary, condition);
        _builder.Add(new If(0, ImmutableArray<Value>.Empty, isRefused, new Region(ImmutableArray.Create<Op>(thrown), ImmutableArray<Value>.Empty), Region.Empty));
    }
}
