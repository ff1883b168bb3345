using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>Jumps out of statements: how a statement may leave, and the flags that say it did.</summary>
internal sealed partial class Lowering
{
    /// <summary>The variable that holds the result, and the flag that a <c>return</c> was met: of the method, or of the local function being lowered in place.</summary>
    private object _result = new();
    private object _returned = new();
    private ITypeSymbol _returnType;
    /// <summary>Switch sections that a <c>goto case</c> is being lowered for.</summary>
    private readonly HashSet<ISwitchCaseOperation> _sections = [];
    private Stack<JumpScope> _scopes = new();

    /// <summary>What <see cref="Nested"/> has found: loops are asked for it again and again.</summary>
    private readonly Dictionary<IOperation, List<IOperation>> _nested = [];

    /// <summary>A loop or a switch: what <c>break</c> and <c>continue</c> may aim at.</summary>
    private sealed class JumpScope(ILabelSymbol? breakLabel, ILabelSymbol? continueLabel, bool isLoop)
    {
        public ILabelSymbol? BreakLabel { get; } = breakLabel;

        public ILabelSymbol? ContinueLabel { get; } = continueLabel;

        public bool IsLoop { get; } = isLoop;

        /// <summary>The sections of a switch, for <c>goto case</c>.</summary>
        public ImmutableArray<ISwitchCaseOperation> Sections { get; init; } = ImmutableArray<ISwitchCaseOperation>.Empty;

        /// <summary>The section that a <c>goto case</c> aims at.</summary>
        public ISwitchCaseOperation? SectionOf(ILabelSymbol target) => Sections.FirstOrDefault(s => s.Clauses.Any(c => SymbolEqualityComparer.Default.Equals(c.Label, target)));

        /// <summary>The flag that ends the loop; unused for a switch.</summary>
        public object Exit { get; } = new();

        /// <summary>The flag that skips the rest of the body: <c>continue</c>, or <c>break</c> in a switch.</summary>
        public object Skip { get; } = new();
    }

    private enum Leaves
    {
        Never,
        Maybe,
        Always,
    }

    /// <summary>Whether control may leave a statement otherwise than by its end. A <c>throw</c> does not count: nothing follows it.</summary>
    private Leaves Leaving(IOperation? operation)
    {
        switch (operation)
        {
            case null:
                return Leaves.Never;
            case IReturnOperation or IBranchOperation:
                return Leaves.Always;
            case IBlockOperation block:
                return Sequence(block.Operations);
            case ISwitchCaseOperation section:
                return Sequence(section.Body);
            case ILabeledOperation labeled:
                return Leaving(labeled.Operation);
            case IConditionalOperation { Type: null } branch:
                Leaves then = Leaving(branch.WhenTrue), otherwise = Leaving(branch.WhenFalse);
                return then == otherwise ? then : Leaves.Maybe;
            case ITryOperation or ILoopOperation or ISwitchOperation:
                return JumpsOut(operation).Any() ? Leaves.Maybe : Leaves.Never;
            default:
                return Leaves.Never;
        }

        Leaves Sequence(IEnumerable<IOperation> statements)
        {
            var leaves = Leaves.Never;
            foreach (IOperation statement in statements)
            {
                switch (Leaving(statement))
                {
                    case Leaves.Always:
                        return Leaves.Always;
                    case Leaves.Maybe:
                        leaves = Leaves.Maybe;
                        break;
                }
            }

            return leaves;
        }
    }

    /// <summary>The jumps inside an operation whose target lies outside it.</summary>
    private IEnumerable<IOperation> JumpsOut(IOperation operation)
    {
        var inside = new HashSet<ILabelSymbol>(SymbolEqualityComparer.Default);
        foreach (IOperation nested in Nested(operation))
        {
            if (nested is ILoopOperation loop)
            {
                inside.Add(loop.ExitLabel);
                inside.Add(loop.ContinueLabel);
            }
            else if (nested is ISwitchOperation choice)
            {
                inside.Add(choice.ExitLabel);
                foreach (ICaseClauseOperation clause in choice.Cases.SelectMany(c => c.Clauses).Where(c => c.Label is not null))
                {
                    inside.Add(clause.Label!);
                }
            }
        }

        return Nested(operation).Where(o => o is IReturnOperation || (o is IBranchOperation branch && !inside.Contains(branch.Target)));
    }

    /// <summary>An operation and all inside it, but for the bodies of lambdas and local functions: those run where they are called.</summary>
    private List<IOperation> Nested(IOperation operation)
    {
        if (!_nested.TryGetValue(operation, out List<IOperation>? nested))
        {
            _nested[operation] = nested = [];
            Add(operation, nested);
        }

        return nested;

        static void Add(IOperation from, List<IOperation> to)
        {
            to.Add(from);
            foreach (IOperation child in from.ChildOperations)
            {
                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    Add(child, to);
                }
            }
        }
    }

    private void LowerReturn(IReturnOperation statement)
    {
        if (statement.ReturnedValue is { } value)
        {
            Value result = LowerExpression(value);
            if (_builder.IsDead)
            {
                return;
            }

            _environment[_result] = result;
        }

        Raise(_returned);
        foreach (JumpScope scope in _scopes)
        {
            Raise(scope.IsLoop ? scope.Exit : scope.Skip);
        }
    }

    private void LowerJump(IBranchOperation statement)
    {
        if (statement.BranchKind == BranchKind.GoTo && _scopes.FirstOrDefault(s => s.SectionOf(statement.Target) is not null) is { } choice)
        {
            LowerGotoCase(statement, choice, choice.SectionOf(statement.Target)!);
            return;
        }

        if (statement.BranchKind == BranchKind.GoTo)
        {
            throw Refuse(statement, "'goto'", "write a loop with 'break' or 'continue'");
        }

        foreach (JumpScope scope in _scopes)
        {
            bool breaks = SymbolEqualityComparer.Default.Equals(scope.BreakLabel, statement.Target);
            bool continues = SymbolEqualityComparer.Default.Equals(scope.ContinueLabel, statement.Target);
            Raise(breaks && scope.IsLoop ? scope.Exit : scope.Skip);
            if (breaks || continues)
            {
                return;
            }
        }

        throw Refuse(statement, "this jump", "write a loop with 'break' or 'continue'");
    }

    /// <summary><c>goto case</c>: the section's statements, here; behind them the switch is over.</summary>
    private void LowerGotoCase(IBranchOperation statement, JumpScope choice, ISwitchCaseOperation section)
    {
        if (!_sections.Add(section))
        {
            throw Refuse(statement, "a 'goto case' that comes round again", "write a loop");
        }

        // Loops between the jump and the switch would have to be left: C# allows it, and it is as rare as it is unreadable.
        if (!ReferenceEquals(_scopes.Peek(), choice))
        {
            throw Refuse(statement, "a 'goto case' out of a loop", "leave the loop with 'break' first");
        }

        LowerStatements(section.Body, 0, null);
        _sections.Remove(section);
        if (!_builder.IsDead)
        {
            Raise(choice.Skip);
        }
    }

    private void Raise(object flag)
    {
        if (_environment.ContainsKey(flag))
        {
            _environment[flag] = _builder.Constant(IrType.Bool, "true");
        }
    }

    /// <summary>Whether none of the jumps out of the statement was taken.</summary>
    private Value DidNotLeave(IOperation statement)
    {
        var flags = new List<object>();
        foreach (IOperation jump in JumpsOut(statement))
        {
            object flag = _returned;
            if (jump is IBranchOperation branch)
            {
                JumpScope scope = _scopes.First(s => SymbolEqualityComparer.Default.Equals(s.BreakLabel, branch.Target) || SymbolEqualityComparer.Default.Equals(s.ContinueLabel, branch.Target) || s.SectionOf(branch.Target) is not null);
                flag = scope.IsLoop && SymbolEqualityComparer.Default.Equals(scope.BreakLabel, branch.Target) ? scope.Exit : scope.Skip;
            }

            if (!flags.Contains(flag))
            {
                flags.Add(flag);
            }
        }

        Value left = _environment[flags[0]]!;
        foreach (object flag in flags.Skip(1))
        {
            left = _builder.Pure(IrType.Bool, "{0} || {1}", Primitives.Precedences.Or, left, _environment[flag]!);
        }

        return Not(left);
    }
}
