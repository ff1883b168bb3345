using System;
using System.Collections.Generic;

namespace DiffGen.Generator.Ir;

/// <summary>A stage broke a rule of the IR: the compiler's own bug, reported as DG9001 with the stage's name.</summary>
internal sealed class IrRuleBrokenException(string stage, string rule) : Exception("after " + stage + ": " + rule)
{
    public string Stage { get; } = stage;
}

/// <summary>The rules that hold after every stage: one definition per value, every use in sight of its definition, matching yields.</summary>
internal static class IrVerifier
{
    public static IrFunction Check(IrFunction function, string stage)
    {
        var defined = new HashSet<int>();
        var visible = new HashSet<int>();
        foreach (IrParameter parameter in function.Parameters)
        {
            Define(parameter.Value);
        }

        Visit(function.Body);
        return function;

        void Define(Value value)
        {
            Require(value.Id < function.NextId, value + " has an id beyond the function's");
            Require(defined.Add(value.Id), value + " is defined twice");
            visible.Add(value.Id);
        }

        void Use(Value value, Op? user) => Require(visible.Contains(value.Id), value + " is used out of sight of its definition by " + user?.GetType().Name);

        void Visit(Region region, params Value[] arguments)
        {
            var before = new List<Value>(arguments);
            foreach (Value argument in arguments)
            {
                Define(argument);
            }

            foreach (Op op in region.Ops)
            {
                foreach (Value operand in op.Operands)
                {
                    Use(operand, op);
                }

                switch (op)
                {
                    case If branch:
                        Require(branch.Then.Yields.Length == branch.Outputs.Length && branch.Else.Yields.Length == branch.Outputs.Length, "an if's regions yield other than its results");
                        Visit(branch.Then);
                        Visit(branch.Else);
                        break;
                    case For loop:
                        Require(loop.Body.Yields.Length == loop.Carried.Length && loop.Initial.Length == loop.Carried.Length && loop.Outputs.Length == loop.Carried.Length, "a for carries unequal lists");
                        Visit(loop.Body, [loop.Index, .. loop.Carried]);
                        break;
                    case While loop:
                        Require(loop.Body.Yields.Length == loop.Carried.Length && loop.Initial.Length == loop.Carried.Length && loop.Outputs.Length == loop.Carried.Length, "a while carries unequal lists");
                        foreach (Value carried in loop.Carried)
                        {
                            Define(carried);
                        }

                        Require(loop.Condition.Yields.Length == 1, "a while's condition yields other than one value");
                        Visit(loop.Condition);
                        Visit(loop.Body);
                        foreach (Value carried in loop.Carried)
                        {
                            visible.Remove(carried.Id);
                        }

                        break;
                }

                foreach (Value result in op.Results)
                {
                    Define(result);
                    before.Add(result);
                }
            }

            foreach (Value yielded in region.Yields)
            {
                Use(yielded, null);
            }

            foreach (Value gone in before)
            {
                visible.Remove(gone.Id);
            }
        }

        void Require(bool holds, string rule)
        {
            if (!holds)
            {
                throw new IrRuleBrokenException(stage, rule);
            }
        }
    }
}
