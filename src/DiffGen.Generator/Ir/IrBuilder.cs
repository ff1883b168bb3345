using System.Collections.Generic;
using System.Collections.Immutable;

namespace DiffGen.Generator.Ir;

/// <summary>Appends operations to the innermost open region and hands out value ids.</summary>
internal sealed class IrBuilder
{
    private readonly Stack<List<Op>> _regions = new();

    /// <summary>Lists of regions that are closed: the next one takes one of them.</summary>
    private readonly Stack<List<Op>> _spare = new();

    public IrBuilder(int nextId) => NextId = nextId;

    public int NextId { get; private set; }

    /// <summary>The origin that new operations get.</summary>
    public int Origin { get; set; }

    /// <summary>The operations of the innermost open region so far.</summary>
    public IReadOnlyList<Op> Current => _regions.Peek();

    /// <summary>The innermost open region has ended in a throw: nothing appended to it would run.</summary>
    public bool IsDead => _regions.Peek() is { Count: > 0 } ops && (ops[ops.Count - 1] is Throw || (ops[ops.Count - 1] is If last && last.Then.EndsInThrow && last.Else.EndsInThrow));

    /// <summary>The operation in sight that gives a value; null for parameters, and what regions are given.</summary>
    public Op? DefinitionOf(Value value)
    {
        foreach (List<Op> ops in _regions)
        {
            if (ops.Find(o => o.Results.Contains(value)) is { } definition)
            {
                return definition;
            }
        }

        return null;
    }

    public Value New(IrType type, string? name = null) => new(NextId++, type, name);

    public void Open() => _regions.Push(_spare.Count > 0 ? _spare.Pop() : []);

    public Region Close(params Value[] yields) => Close(yields.ToImmutableArray());

    public Region Close(ImmutableArray<Value> yields)
    {
        List<Op> ops = _regions.Pop();
        var region = new Region(ops.ToImmutableArray(), yields);
        ops.Clear();
        _spare.Push(ops);
        return region;
    }

    public T Add<T>(T op)
        where T : Op
    {
        _regions.Peek().Add(op);
        return op;
    }

    /// <summary>The operation appended last, in another form.</summary>
    public void ReplaceLast(Op op) => _regions.Peek()[_regions.Peek().Count - 1] = op;

    public void AddRange(IEnumerable<Op> ops) => _regions.Peek().AddRange(ops);

    public Value Constant(IrType type, string text, string? name = null) => Add(new Constant(Origin, New(type, name), text)).Result;

    public Value Int(int number) => Constant(IrType.Int, number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public Value Zero(IrType type, string? name = null) => Constant(type, "0", name);

    public Value Apply(string primitive, IrType type, params Value[] arguments) => Add(new Apply(Origin, New(type), primitive, arguments.ToImmutableArray())).Result;

    public Value Pure(IrType type, string template, int precedence, params Value[] arguments) =>
        Add(new Opaque(Origin, New(type), template, arguments.ToImmutableArray(), Effect.Pure, precedence)).Result!;

    public Value LengthOf(Value buffer) => Pure(IrType.Int, "{0}.Length", Primitives.Precedences.Call, buffer);

    /// <summary>What an allocation of the same shape takes: a length, the two of a matrix, or the rows themselves.</summary>
    public Value ShapeOf(Value buffer)
    {
        if (buffer.Type.Buffer == BufferKind.Jagged)
        {
            return buffer;
        }

        if (buffer.Type.Buffer != BufferKind.Matrix)
        {
            return LengthOf(buffer);
        }

        Value rows = Pure(IrType.Int, "{0}.GetLength(0)", Primitives.Precedences.Call, buffer), columns = Pure(IrType.Int, "{0}.GetLength(1)", Primitives.Precedences.Call, buffer);
        return Pure(IrType.Pair, "{0}, {1}", Primitives.Precedences.Call, rows, columns);
    }

    public Value Load(Value buffer, Value index, string? name = null, int leaf = -1) =>
        Add(new Load(Origin, New(leaf < 0 ? buffer.Type.ElementType : buffer.Type.Members!.Leaves[leaf].Type, name), buffer, index) { Leaf = leaf }).Result;
}
