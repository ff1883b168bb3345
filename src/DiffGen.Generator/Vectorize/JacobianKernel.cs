using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>An argument of the method, and its place in the Jacobian.</summary>
/// <param name="Parameter">The argument.</param>
/// <param name="HasColumns">Its numbers are columns.</param>
/// <param name="HasRows">Its final content is rows.</param>
/// <param name="Grad">Of a number: its gradient among what the reverse companion yields; else null.</param>
internal sealed record JacobianArgument(IrParameter Parameter, bool HasColumns, bool HasRows, Value? Grad);

/// <summary>
/// Columns of a Jacobian together, or rows: the method once, with a tangent, or a cotangent, in each lane. Of a column c it is <c>ẋ[k] = (first + k == c ? 1 : 0)</c>, forward mode,
/// <c>jacobian[row, c] = ẏ[row]</c>; of a row r it is <c>ȳ[k] = (first + k == r ? 1 : 0)</c>, reverse mode, <c>jacobian[r, column] = x̄[column]</c>. What does not depend on c or r is the same
/// in all lanes, and scalar.
/// </summary>
/// <param name="Kernel">The body.</param>
/// <param name="Jacobian">Its parameter: where the numbers go.</param>
/// <param name="Rows">Its parameter: how many rows there are.</param>
/// <param name="Columns">Its parameter: how many columns there are.</param>
/// <param name="Result">Its parameter: one element, where the method's result goes; null where it has none, or one of several values.</param>
internal sealed record JacobianKernel(LaneKernel Kernel, Value Jacobian, Value Rows, Value Columns, Value? Result)
{
    /// <summary>The result of a method is a single value, which a kernel writes.</summary>
    public static bool GivesResult(IrFunction function) => function.ResultType is { Layout: null, IsBuffer: false };

    /// <summary>A column in each lane.</summary>
    /// <param name="function">The method, whose arguments are numbers, rows of numbers, and what has no derivative.</param>
    /// <param name="jvp">Its forward companion.</param>
    /// <param name="arguments">Its arguments in their order.</param>
    /// <param name="tangents">The tangents of its result among what the companion yields.</param>
    /// <param name="shape">The vectors.</param>
    /// <param name="isJammed">Several vectors of columns run side by side.</param>
    /// <exception cref="NotInLanesException">The method cannot run in lanes.</exception>
    public static JacobianKernel OfColumns(IrFunction function, Derivative jvp, IReadOnlyList<JacobianArgument> arguments, IReadOnlyList<Value> tangents, LaneShape shape, bool isJammed)
    {
        var writer = new Writer(jvp.Body, jvp.NextId, shape, "column", LaneTemplates.StoreColumn);
        foreach (JacobianArgument argument in arguments)
        {
            if (jvp.Parameters.FirstOrDefault(d => d.Of!.Value.Equals(argument.Parameter.Value)) is { } tangent)
            {
                writer.Seed(tangent.Value, argument.Parameter.Value, argument.HasColumns);
            }
        }

        writer.Run(function);
        foreach (Value tangent in tangents)
        {
            writer.Put(tangent);
        }

        foreach (JacobianArgument argument in arguments.Where(a => a.HasRows))
        {
            writer.PutAll(jvp.Parameters.First(d => d.Of!.Value.Equals(argument.Parameter.Value)).Value, argument.Parameter.Value);
        }

        return writer.Kernel(function, shape, isJammed);
    }

    /// <summary>A row in each lane.</summary>
    /// <param name="function">The method, whose arguments are numbers, rows of numbers, and what has no derivative.</param>
    /// <param name="derivatives">The parameters of its reverse companion: cotangents of the result, gradient buffers that are added to.</param>
    /// <param name="vjp">The body of that.</param>
    /// <param name="nextId">The first value id that is free.</param>
    /// <param name="arguments">Its arguments in their order.</param>
    /// <param name="shape">The vectors.</param>
    /// <exception cref="NotInLanesException">The method cannot run in lanes.</exception>
    public static JacobianKernel OfRows(IrFunction function, IReadOnlyList<DerivativeParameter> derivatives, Region vjp, int nextId, IReadOnlyList<JacobianArgument> arguments, LaneShape shape)
    {
        var writer = new Writer(vjp, nextId, shape, "row", LaneTemplates.StoreRow);
        foreach (DerivativeParameter cotangent in derivatives.Where(d => d.Of is null))
        {
            writer.Seed(cotangent.Value, null, isSeeded: true);
        }

        Value? Memory(JacobianArgument argument) => derivatives.FirstOrDefault(d => d.Of is not null && d.Of.Value.Equals(argument.Parameter.Value))?.Value;
        foreach (JacobianArgument argument in arguments)
        {
            if (Memory(argument) is { } gradient)
            {
                writer.Seed(gradient, argument.Parameter.Value, argument.HasRows);
            }
        }

        writer.Run(function);
        foreach (JacobianArgument argument in arguments.Where(a => a.HasColumns))
        {
            if (Memory(argument) is { } gradient)
            {
                writer.PutAll(gradient, argument.Parameter.Value);
            }
            else
            {
                writer.Put(argument.Grad!);
            }
        }

        return writer.Kernel(function, shape, isJammed: false);
    }

    /// <summary>Builds the body for one column or row.</summary>
    private sealed class Writer
    {
        private readonly IrBuilder _builder;
        private readonly IrType _real;
        private readonly Value _jacobian;
        private readonly Value _rows;
        private readonly Value _columns;
        private readonly Value _lane;
        private readonly Value _zero;
        private readonly Value _one;
        private readonly Value _none;
        private readonly string _store;

        /// <summary>The companion.</summary>
        private readonly Region _companion;
        private readonly Dictionary<int, int> _places;

        /// <summary>Derivatives of buffers whose elements are values: as the companion begins, and as it ends.</summary>
        private Dictionary<int, Value[]> _held = [];

        /// <summary>The number of the first element of a derivative that is seeded.</summary>
        private readonly Dictionary<int, Value> _firstSeeds = [];

        /// <summary>What stands for a value of the companion.</summary>
        private Func<Value, Value> _of = v => v;
        private Value _seeded;
        private Value _put;
        private Value? _result;

        public Writer(Region companion, int nextId, LaneShape shape, string lane, string store)
        {
            _companion = companion;
            _places = HeldElements.PlacesOf(companion);
            _store = store;
            _builder = new IrBuilder(nextId) { Origin = -1 };
            _real = IrType.OfReal(shape.Real);
            _jacobian = _builder.New(IrType.BufferOf(BufferKind.Span, _real.Text, shape.Real), "jacobian");
            _rows = _builder.New(IrType.Int, "rows");
            _columns = _builder.New(IrType.Int, "columns");
            _lane = _builder.New(IrType.Int, lane);
            _builder.Open();
            _seeded = _put = _zero = _builder.Int(0);
            _one = _builder.Int(1);
            _none = _builder.Zero(_real);
        }

        /// <summary>A derivative that the body is given: one in the lane of its number, zero in all others; in all, where it is not seeded.</summary>
        public void Seed(Value derivative, Value? primal, bool isSeeded)
        {
            if (primal is null || !primal.Type.IsBuffer)
            {
                Seed(derivative, _seeded);
                _seeded = Sum(_seeded, _one);
                return;
            }

            Value numbers = Numbers(derivative), length = _builder.LengthOf(primal), first = _seeded;
            int count = HeldElements.Count(_companion, derivative, _places);
            if (count >= 0)
            {
                // What lies behind the end of the buffer is never handed over.
                _held[derivative.Id] = [.. Enumerable.Range(0, count).Select(place => isSeeded ? Seeded(Sum(first, _builder.Int(place)), derivative.Name + "At") : _none)];
            }
            else
            {
                _builder.Add(new Allocate(-1, numbers, Memory.Zeros, length));
                if (isSeeded)
                {
                    Loop(_zero, length, k => _builder.Add(new Store(-1, numbers, k, Seeded(Sum(first, k), null), Adds: false)));
                }
            }

            if (isSeeded)
            {
                _firstSeeds[derivative.Id] = first;
                _seeded = Sum(first, length);
            }
        }

        /// <summary>The method's own values and the derivatives of the lane.</summary>
        public void Run(IrFunction function)
        {
            (Region body, _held, _of) = HeldElements.Run(_companion, _held, _places, [_none], _builder);
            _builder.AddRange(body.Ops);
            _builder.Origin = -1;
            if (GivesResult(function))
            {
                IrType type = function.ResultType!;
                _result = _builder.New(IrType.BufferOf(BufferKind.Span, type.Text, type.Real), "result");
                _builder.Add(new Store(-1, _result, _zero, body.Yields[0], Adds: false));
            }
        }

        /// <summary>The next number of each lane's column or row.</summary>
        public void Put(Value number)
        {
            Put(_put, _of(number));
            _put = Sum(_put, _one);
        }

        public void PutAll(Value derivative, Value primal)
        {
            Value first = _put, length = _builder.LengthOf(primal), numbers = Numbers(derivative);
            if (_held.TryGetValue(derivative.Id, out Value[]? elements))
            {
                int known = HeldElements.KnownLength(_companion, primal, _places);
                for (int place = 0; place < elements.Length; place++)
                {
                    Value at = _builder.Int(place);
                    if (place < known)
                    {
                        Put(Sum(first, at), elements[place]);
                        continue;
                    }

                    Value isInside = _builder.Pure(IrType.Bool, "{0} < {1}", Precedences.Relational, at, length);
                    _builder.Open();
                    Put(Sum(first, at), elements[place]);
                    _builder.Add(new If(-1, ImmutableArray<Value>.Empty, isInside, _builder.Close(), Region.Empty));
                }

                // What the companion does not touch is as it was given.
                Loop(_builder.Int(elements.Length), length, k => Put(Sum(first, k), _firstSeeds.TryGetValue(derivative.Id, out Value? seeds) ? Seeded(Sum(seeds, k), null) : _none));
            }
            else
            {
                Loop(_zero, length, k => Put(Sum(first, k), _builder.Load(numbers, k)));
            }

            _put = Sum(first, length);
        }

        public JacobianKernel Kernel(IrFunction function, LaneShape shape, bool isJammed)
        {
            Region body = _builder.Close();
            IrParameter[] extra = new[] { _jacobian, _rows, _columns, _result, _lane }.OfType<Value>().Select(v => new IrParameter(v, v.Name!, "", null, true, false)).ToArray();
            var whole = new IrFunction(function.Key, function.Name, function.Parameters.AddRange(extra), null, body, _builder.NextId, function.Origins);
            IrVerifier.Check(whole, "Jacobian");
            return new JacobianKernel(LaneKernel.Of(whole, [], [], [], shape, _lane, isJammed: isJammed), _jacobian, _rows, _columns, _result);
        }

        private static Value Numbers(Value derivative) => derivative with { Type = derivative.Type.AsSpan() };

        /// <summary><c>derivative = place == lane ? 1 : 0</c></summary>
        private void Seed(Value derivative, Value place)
        {
            Value isHere = _builder.Pure(IrType.Bool, "{0} == {1}", Precedences.Equality, _lane, place);
            _builder.Open();
            Region then = _builder.Close(_builder.Constant(_real, "1"));
            _builder.Open();
            Region otherwise = _builder.Close(_builder.Constant(_real, "0"));
            _builder.Add(new If(-1, ImmutableArray.Create(derivative), isHere, then, otherwise));
        }

        private Value Seeded(Value place, string? name)
        {
            Value seed = _builder.New(_real, name);
            Seed(seed, place);
            return seed;
        }

        private void Put(Value at, Value number) =>
            _builder.Add(new Opaque(-1, null, _store, ImmutableArray.Create(_jacobian, _rows, _columns, _lane, at, number), Effect.Unknown, Precedences.Call));

        private Value Sum(Value a, Value b) => a.Equals(_zero) ? b : _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, a, b);

        private void Loop(Value start, Value length, Action<Value> body)
        {
            Value index = _builder.New(IrType.Int, "k");
            _builder.Open();
            body(index);
            _builder.Add(new For(-1, ImmutableArray<Value>.Empty, index, start, length, "<", _one, ImmutableArray<Value>.Empty, ImmutableArray<Value>.Empty, _builder.Close(), -1));
        }
    }
}
