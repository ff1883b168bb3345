using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>
/// Which values are written as part of the one expression that uses them, and which get a variable. Constants are always written where
/// they are used; an unnamed pure value with one use in the same region too; a load only where nothing writes memory in between.
/// </summary>
internal sealed class ExpressionTrees
{
    private const int LargestExpression = 20;

    private readonly IdTable<Op> _definitions = new();
    private readonly IdNumbers _uses = new();

    /// <summary>Where a value is used last: the region, and the position in it. Of a value that is used once that is its use.</summary>
    private readonly IdTable<Region> _usedIn = new();
    private readonly IdNumbers _usedAt = new();
    private readonly IdSet _inlined = new();
    private readonly IdNumbers _sizes = new();

    /// <summary>Of expressions: the variables that they read, once that has been asked.</summary>
    private readonly IdTable<LeafList> _leaves = new();

    public ExpressionTrees(Region body)
    {
        Count(body);
        Decide(body);
    }

    public bool IsInlined(Value value) => _inlined.Contains(value.Id);

    public Op? DefinitionOf(Value value) => _definitions[value.Id];

    public bool IsUsed(Value value) => _uses[value.Id] > 0;

    /// <summary>The variables that writing the value reads: itself, or what its expression is made of.</summary>
    public ImmutableArray<Value> Leaves(Value value)
    {
        if (!IsInlined(value))
        {
            return value.Alone;
        }

        Op definition = _definitions[value.Id]!;
        if (definition is Constant)
        {
            return ImmutableArray<Value>.Empty;
        }

        LeafList? known = _leaves[value.Id];
        if (known is null)
        {
            if (definition.Operands.Length == 1 && definition is not If)
            {
                return Leaves(definition.Operands[0]);
            }

            var leaves = ImmutableArray.CreateBuilder<Value>(4);
            if (definition is If choice)
            {
                leaves.AddRange(Leaves(choice.Condition));
                leaves.AddRange(Leaves(choice.Then.Yields[0]));
                leaves.AddRange(Leaves(choice.Else.Yields[0]));
            }
            else
            {
                foreach (Value operand in definition.Operands)
                {
                    leaves.AddRange(Leaves(operand));
                }
            }

            _leaves[value.Id] = known = new LeafList(leaves.ToImmutable());
        }

        return known.Leaves;
    }

    /// <summary>A branch that is written as <c>c ? a : b</c>, <c>c &amp;&amp; a</c> or <c>c || b</c>.</summary>
    public bool IsExpression(If branch) => branch.Outputs.Length == 1 && !branch.Outputs[0].Type.IsBuffer && IsExpression(branch.Then) && IsExpression(branch.Else);

    /// <summary>A region whose every operation goes into its one yield.</summary>
    public bool IsExpression(Region region) => region.Yields.Length == 1 && region.Ops.All(o => o is not Throw && o.Results.Length == 1 && IsInlined(o.Results[0]));

    private void Count(Region region)
    {
        for (int at = 0; at < region.Ops.Length; at++)
        {
            Op op = region.Ops[at];
            foreach (Value result in op.Results)
            {
                _definitions[result.Id] = op;
            }

            foreach (Value operand in op.Operands)
            {
                Use(operand, at);
            }

            // What an accessor reads has to be a variable.
            if (op is Opaque { Hidden: not null })
            {
                Use(op.Operands[0], at);
            }

            // A template may mention an argument twice.
            if (op is Opaque { Arguments.IsEmpty: false } opaque && Holes.AnyRepeated(opaque.Template))
            {
                for (int i = 0; i < opaque.Arguments.Length; i++)
                {
                    if (Holes.IsRepeated(opaque.Template, i))
                    {
                        Use(opaque.Arguments[i], at);
                    }
                }
            }

            foreach (Region inner in IrRewriter.RegionsOf(op))
            {
                Count(inner);
            }
        }

        foreach (Value yielded in region.Yields)
        {
            Use(yielded, region.Ops.Length);
        }

        void Use(Value value, int at)
        {
            _uses[value.Id]++;
            _usedIn[value.Id] = region;
            _usedAt[value.Id] = at;
        }
    }

    private void Decide(Region region)
    {
        // Last to first: where an expression ends up is known before what goes into it.
        int[] roots = new int[region.Ops.Length];
        int[]? writes = null;
        for (int i = region.Ops.Length - 1; i >= 0; i--)
        {
            Op op = region.Ops[i];
            foreach (Region inner in IrRewriter.RegionsOf(op))
            {
                Decide(inner);
            }

            roots[i] = i;
            if (op.Results.Length != 1)
            {
                continue;
            }

            Value result = op.Results[0];
            if (op is Constant || result.Type == IrType.Pair || (op is Apply { Primitive: "FromInteger" } && result.Name is null && _definitions[op.Operands[0].Id] is null))
            {
                _inlined.Add(result.Id);
                continue;
            }

            if (result.Name is not null || _uses[result.Id] != 1 || !ReferenceEquals(_usedIn[result.Id], region))
            {
                continue;
            }

            int user = _usedAt[result.Id];
            int root = user < region.Ops.Length && region.Ops[user].Results.Length == 1 && IsInlined(region.Ops[user].Results[0]) ? roots[user] : user;
            bool canMove = op switch
            {
                Apply => true,
                Opaque { Effect: Effect.Pure } => true,
                View { Start: null } => true,
                Allocate { Memory: Memory.Tape } => user == region.Ops.Length,
                Opaque { Effect: Effect.Reads } or Load => MayReadAt(i, root, user, result),
                If branch => IsExpression(branch) && (!Reads(branch) || MayReadAt(i, root, user, result)),
                _ => false,
            };
            int size = 1 + op.Operands.Sum(SizeOf) + (op is If choice ? SizeOf(choice.Then.Yields[0]) + SizeOf(choice.Else.Yields[0]) : 0);
            if (canMove && size <= LargestExpression)
            {
                _inlined.Add(result.Id);
                roots[i] = root;
                _sizes[result.Id] = size;
            }
        }

        // A read that moves from 'from' to 'to' passes no write.
        bool MayReadAt(int from, int to, int user, Value value) => !InLoopHead(user, value) && WritesBefore(to) == WritesBefore(from + 1);

        // How many operations before a position write.
        int WritesBefore(int position)
        {
            if (writes is null)
            {
                writes = new int[region.Ops.Length + 1];
                for (int k = 0; k < region.Ops.Length; k++)
                {
                    writes[k + 1] = writes[k] + (Writes(region.Ops[k]) ? 1 : 0);
                }
            }

            return writes[position];
        }

        // The bound of a for is evaluated in every iteration.
        bool InLoopHead(int user, Value value) => user < region.Ops.Length && region.Ops[user] is For loop && (loop.Bound.Equals(value) || loop.Step.Equals(value));

        int SizeOf(Value value)
        {
            if (_sizes[value.Id] is var size and > 0)
            {
                return size;
            }

            // Operands are decided after their users: an unnamed single use counts as if it were written inside.
            return _definitions[value.Id] is Apply or Opaque && value.Name is null && _uses[value.Id] == 1
                ? _sizes[value.Id] = 1 + _definitions[value.Id]!.Operands.Sum(SizeOf)
                : 1;
        }
    }

    private static bool Reads(Op op) => op is Load or Opaque { Effect: Effect.Reads } || IrRewriter.RegionsOf(op).Any(r => r.Ops.Any(Reads));

    private static bool Writes(Op op) => op is Store or Fill or Copy or Call or Opaque { Effect: Effect.Unknown } || IrRewriter.RegionsOf(op).Any(r => r.Ops.Any(Writes));

    private sealed record LeafList(ImmutableArray<Value> Leaves);
}
