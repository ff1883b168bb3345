using System;

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
        var defined = new IdSet(function.NextId);
        var visible = new IdSet(function.NextId);
        foreach (IrParameter parameter in function.Parameters)
        {
            Define(parameter.Value);
        }

        Visit(function.Body, null);
        return function;

        void Define(Value value)
        {
            if (value.Id >= function.NextId)
            {
                throw Broken(value + " has an id beyond the function's");
            }

            if (!defined.Add(value.Id))
            {
                throw Broken(value + " is defined twice");
            }

            visible.Add(value.Id);
        }

        void Use(Value value, Op? user)
        {
            if (!visible.Contains(value.Id))
            {
                throw Broken(value + " is used out of sight of its definition by " + user?.GetType().Name);
            }
        }

        void Visit(Region region, For? of)
        {
            if (of is not null)
            {
                foreach (Value argument in of.RegionArguments)
                {
                    Define(argument);
                }
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
                        Visit(branch.Then, null);
                        Visit(branch.Else, null);
                        break;
                    case For loop:
                        Require(loop.Body.Yields.Length == loop.Carried.Length && loop.Initial.Length == loop.Carried.Length && loop.Outputs.Length == loop.Carried.Length, "a for carries unequal lists");
                        Visit(loop.Body, loop);
                        break;
                    case While loop:
                        Require(loop.Body.Yields.Length == loop.Carried.Length && loop.Initial.Length == loop.Carried.Length && loop.Outputs.Length == loop.Carried.Length, "a while carries unequal lists");
                        foreach (Value carried in loop.Carried)
                        {
                            Define(carried);
                        }

                        Require(loop.Condition.Yields.Length == 1, "a while's condition yields other than one value");
                        Visit(loop.Condition, null);
                        Visit(loop.Body, null);
                        foreach (Value carried in loop.Carried)
                        {
                            visible.Remove(carried.Id);
                        }

                        break;
                }

                foreach (Value result in op.Results)
                {
                    Define(result);
                }
            }

            foreach (Value yielded in region.Yields)
            {
                Use(yielded, null);
            }

            // Out of the region nothing of it is in sight.
            foreach (Op op in region.Ops)
            {
                foreach (Value result in op.Results)
                {
                    visible.Remove(result.Id);
                }
            }

            if (of is not null)
            {
                foreach (Value argument in of.RegionArguments)
                {
                    visible.Remove(argument.Id);
                }
            }
        }

        void Require(bool holds, string rule)
        {
            if (!holds)
            {
                throw Broken(rule);
            }
        }

        IrRuleBrokenException Broken(string rule) => new(stage, rule);
    }
}
