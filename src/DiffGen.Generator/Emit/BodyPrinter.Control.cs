using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Emit;

/// <summary>Branches and loops, and what is handed on where they end.</summary>
internal sealed partial class BodyPrinter
{
    private void IfStatement(If branch, int scope)
    {
        if (branch.Outputs.Length == 1 && _trees.IsExpression(branch) && branch.Outputs[0].Type.IsUnmanaged)
        {
            Value output = branch.Outputs[0];
            if (_trees.IsUsed(output))
            {
                BeginAssigning(output);
                _expressions.Definition(branch);
                _writer.End(";");
            }

            return;
        }

        DeclareOutside(branch.Outputs);
        DeclareAssignedInside(branch, scope);
        bool thenEmpty = IsEmpty(branch, branch.Then), elseEmpty = IsEmpty(branch, branch.Else);
        if (thenEmpty && elseEmpty)
        {
            return;
        }

        _writer.Begin().Append("if (");
        if (thenEmpty)
        {
            _expressions.Negated(branch.Condition);
        }
        else
        {
            _expressions.Bare(branch.Condition);
        }

        _writer.End(")");
        Arm(branch, thenEmpty ? branch.Else : branch.Then);
        if (thenEmpty || elseEmpty)
        {
            return;
        }

        _writer.Line("else");
        Arm(branch, branch.Else);
    }

    private void Arm(If branch, Region arm)
    {
        _writer.Open();
        Statements(arm);
        if (!arm.EndsInThrow && !arm.Throws)
        {
            var pairs = new List<(Value, Value)>(arm.Yields.Length);
            for (int i = 0; i < arm.Yields.Length; i++)
            {
                if (_trees.IsUsed(branch.Outputs[i]))
                {
                    pairs.Add((branch.Outputs[i], arm.Yields[i]));
                }
            }

            Hand(pairs);
        }

        _writer.Close();
    }

    private bool IsEmpty(If branch, Region arm)
    {
        foreach (Op op in arm.Ops)
        {
            if (op.Results.Length != 1 || !_trees.IsInlined(op.Results[0]))
            {
                return false;
            }
        }

        for (int i = 0; i < arm.Yields.Length; i++)
        {
            if (_trees.IsUsed(branch.Outputs[i]) && !_variables.SameVariable(branch.Outputs[i], arm.Yields[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Several assignments at once, as a region's end makes them: no target is written before all that read it.</summary>
    private void Hand(List<(Value Target, Value Source)> open)
    {
        open.RemoveAll(p => _variables.SameVariable(p.Target, p.Source));
        while (open.Count > 0)
        {
            int free = 0;
            while (free < open.Count && IsRead(free))
            {
                free++;
            }

            if (free == open.Count)
            {
                // A cycle: (a, b) = (b, a)
                _writer.Line("(" + string.Join(", ", open.Select(p => _variables.NameOf(p.Target))) + ") = (" + string.Join(", ", open.Select(p => _expressions.Text(p.Source, bare: false))) + ");");
                return;
            }

            (Value target, Value source) = open[free];
            open.RemoveAt(free);
            if (_trees.IsInlined(source) && _trees.DefinitionOf(source) is Apply { Primitive: "Add" or "Subtract" or "Multiply" or "Divide" } apply && _variables.SameVariable(target, apply.Arguments[0]))
            {
                Change(target, SymbolOf(apply), apply.Arguments[1]);
                continue;
            }

            _writer.Begin().Append(_variables.NameOf(target)).Append(" = ");
            _expressions.Bare(source);
            _writer.End(";");
        }

        // Another of the assignments reads what this one writes.
        bool IsRead(int at)
        {
            Value target = open[at].Target;
            foreach ((Value other, Value source) in open)
            {
                if (!ReferenceEquals(other, target) && Reads(source, target))
                {
                    return true;
                }
            }

            return false;
        }

        bool Reads(Value source, Value target)
        {
            foreach (Value leaf in _trees.Leaves(source))
            {
                if (_variables.SameVariable(leaf, target))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Variables whose declaration belongs here, since statements behind use them, but whose first assignment stands deeper.</summary>
    private void DeclareAssignedInside(Op op, int scope)
    {
        foreach (Region region in op.Regions)
        {
            foreach (Op inner in region.Walked)
            {
                bool isLoop = inner is For or While;
                foreach (Value value in inner.Results)
                {
                    Declare(value, isLoop);
                }

                foreach (Value value in inner.RegionArguments)
                {
                    Declare(value, isLoop);
                }
            }
        }

        void Declare(Value value, bool isOfLoop)
        {
            if (!_trees.IsInlined(value) && (isOfLoop || _trees.IsUsed(value)) && _variables.ScopeOf(value) == scope && _declared.Add(_variables.GroupOf(value)))
            {
                _writer.Begin().Append(value.Type.Text).Append(' ').Append(_variables.NameOf(value)).Append(" = ").Append(DefaultOf(value.Type)).End(";");
            }
        }
    }

    private static string DefaultOf(IrType type) => type.Real == RealKind.Generic && type.IsReal ? type.Text + ".Zero" : type.IsReal ? "0" : "default" + (type.IsUnmanaged || type.IsSpan ? "" : "!");

    private void ForStatement(For loop, int scope)
    {
        Enter(loop.Carried, loop.Initial);
        DeclareAssignedInside(loop, scope);
        string index = _variables.NameOf(loop.Index);
        _declared.Add(_variables.GroupOf(loop.Index));
        string step = _expressions.Text(loop.Step);
        string next = step == "1" ? index + "++" : step == "-1" ? index + "--" : step.StartsWith("-", System.StringComparison.Ordinal) && step.Substring(1).All(char.IsLetterOrDigit) ? index + " -= " + step.Substring(1) : index + " += " + step;
        _writer.Begin().Append("for (").Append(loop.Index.Type.Text).Append(' ').Append(index).Append(" = ");
        _expressions.Bare(loop.Start);
        _writer.Append("; ").Append(index).Append(' ').Append(loop.Comparison).Append(' ');
        _expressions.Parenthesized(loop.Bound, Precedences.Relational + 1);
        if (loop.Exit >= 0)
        {
            _writer.Append(" && !").Append(_variables.NameOf(loop.Carried[loop.Exit]));
        }

        _writer.Append("; ").Append(next).End(")");
        _writer.Open();
        LoopBody(loop.Body, loop.Carried);
        _writer.Close();
        _declared.Remove(_variables.GroupOf(loop.Index));
        _commented = -1;
    }

    private void WhileStatement(While loop, int scope)
    {
        Enter(loop.Carried, loop.Initial);
        DeclareAssignedInside(loop, scope);
        if (_trees.IsExpression(loop.Condition) || (loop.Condition.Ops.IsEmpty && loop.Condition.Yields.Length == 1))
        {
            _writer.Begin().Append("while (");
            _expressions.Bare(loop.Condition.Yields[0]);
            _writer.End(")");
            _writer.Open();
            LoopBody(loop.Body, loop.Carried);
        }
        else
        {
            _writer.Open("while (true)");
            Statements(loop.Condition);
            _writer.Begin().Append("if (");
            _expressions.Negated(loop.Condition.Yields[0]);
            _writer.End(")");
            _writer.Open();
            _writer.Line("break;");
            _writer.Close();
            LoopBody(loop.Body, loop.Carried);
        }

        _writer.Close();
        _commented = -1;
    }

    private void Enter(ImmutableArray<Value> carried, ImmutableArray<Value> initial)
    {
        var open = new List<(Value, Value)>();
        for (int i = 0; i < carried.Length; i++)
        {
            if (_declared.Contains(_variables.GroupOf(carried[i])))
            {
                open.Add((carried[i], initial[i]));
            }
        }

        // New variables first: they may read what is assigned to the others.
        for (int i = 0; i < carried.Length; i++)
        {
            if (!_declared.Contains(_variables.GroupOf(carried[i])))
            {
                BeginAssigning(carried[i]);
                _expressions.Bare(initial[i]);
                _writer.End(";");
            }
        }

        Hand(open);
    }

    private void LoopBody(Region body, ImmutableArray<Value> carried)
    {
        // Scratch that an iteration takes is given back at its end.
        bool scratch = body.Ops.Any(TakesScratch);
        if (scratch)
        {
            _writer.Line("long " + Mark(_mark, _scratchDepth++) + " = " + _recording + ".Mark();");
        }

        _commented = -1;
        bool comments = _comments;
        Statements(body);
        _comments = comments;
        _scratchDepth -= scratch ? 1 : 0;
        if (!body.EndsInThrow && !body.Throws)
        {
            var pairs = new List<(Value, Value)>(carried.Length);
            for (int i = 0; i < carried.Length; i++)
            {
                pairs.Add((carried[i], body.Yields[i]));
            }

            Hand(pairs);
            if (scratch)
            {
                _writer.Line(_recording + ".Release(" + Mark(_mark, _scratchDepth) + ");");
            }
        }
    }

    /// <summary>Loops inside loops mark their scratch by names of their own.</summary>
    private static string Mark(string mark, int depth) => depth == 0 ? mark : mark + depth.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool TakesScratch(Op op) => op is Allocate { Memory: Memory.Zeros or Memory.Tape } || (op is If branch && (branch.Then.Ops.Any(TakesScratch) || branch.Else.Ops.Any(TakesScratch)));
}
