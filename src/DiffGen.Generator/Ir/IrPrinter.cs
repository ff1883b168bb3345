using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;

namespace DiffGen.Generator.Ir;

/// <summary>The IR as text, for golden files, error reports, and as the measure of equality.</summary>
internal static class IrPrinter
{
    public static string Print(IrFunction function)
    {
        var text = new StringBuilder();
        text.Append("function ").Append(function.Key).Append(' ').Append(function.CallName).Append(function.IsMarked ? " marked" : "").Append(function.WantsHvp ? " hvp" : "").Append(function.WantsLab ? " lab" : "").Append(function.WantsExpectationHvp ? " expectation hvp" : "").Append(function.WantsNodeDifference ? " node difference" : "").Append(function.HasNodeExamples ? " node examples" : "").Append(function.EnumerationBudget == 4096 ? "" : " budget " + function.EnumerationBudget).Append(function.Jacobian).Append(function.Batch).Append(function.IsVisible ? " visible" : "").Append(function.Rule).Append(function.NamesPrivateMembers ? " private" : "").Append(function.IsCheckpoint ? " checkpoint" : "").Append(function.IsScalar ? " scalar" : "").Append(function.IsParallel ? " parallel" : "").Append(function.VirtualRoot is null ? "" : " virtual " + function.VirtualRoot).Append(function.Foreign).Append('\n');
        foreach (IrParameter parameter in function.Parameters)
        {
            Define(text.Append("  parameter "), parameter.Value).Append(" '").Append(parameter.Text).Append("' = ").Append(parameter.Default).Append(parameter.NoDiff ? " nodiff" : "").Append(parameter.IsOutput ? " output" : "").Append('\n');
        }

        foreach (IrArgument argument in function.Arguments)
        {
            text.Append("  argument '").Append(argument.Text).Append("' = ").Append(argument.Default).Append(' ').Append(argument.Passing).Append(' ').Append(argument.First).Append('+').Append(argument.Count).Append(argument.NoDiff ? " nodiff" : "").Append(argument.IsUniform ? " uniform" : "");
            Print(text, argument.Type.Layout ?? argument.Type.Members);
            text.Append('\n');
        }

        text.Append("  result ").Append(function.ResultType?.Declared);
        Print(text, function.ResultType?.Layout ?? function.ResultType?.Members);
        text.Append('\n');
        foreach (IrOutput output in function.Outputs)
        {
            text.Append("  output ").Append(output.Type.Text).Append(' ').Append(output.Argument).Append('.').Append(output.Leaf).Append(output.NoDiff ? " nodiff" : "").Append('\n');
        }

        Print(text, function.Body, 1);
        for (int i = 0; i < function.Origins.Length; i++)
        {
            text.Append("  origin ").Append(i).Append(" in ").Append(function.Origins[i].Parent).Append(": ").Append(function.Origins[i].Statement).Append('\n');
        }

        return text.ToString();
    }

    private static void Print(StringBuilder text, CompositeType? layout)
    {
        foreach (CompositeField field in layout is null ? ImmutableArray<CompositeField>.Empty : layout.Fields)
        {
            text.Append(" (").Append(field.Name).Append(' ').Append(field.Type.Text).Append(' ').Append(field.Accessor).Append(' ').Append(field.Storage).Append(field.IsSettable ? " settable" : "").Append(field.NoDiff ? " nodiff" : "");
            Print(text, field.Type.Layout);
            text.Append(')');
        }
    }

    public static string Print(Region region)
    {
        var text = new StringBuilder();
        Print(text, region, 0);
        return text.ToString();
    }

    private static void Print(StringBuilder text, Region region, int depth)
    {
        foreach (Op op in region.Ops)
        {
            Print(text, op, depth);
        }

        Append(Indent(text, depth).Append("yield "), region.Yields).Append('\n');
    }

    private static void Print(StringBuilder text, Op op, int depth)
    {
        Indent(text, depth);
        if (op.Results.Length > 0)
        {
            for (int i = 0; i < op.Results.Length; i++)
            {
                Define(text.Append(i == 0 ? "" : ", "), op.Results[i]);
            }

            text.Append(" = ");
        }

        switch (op)
        {
            case Constant constant:
                text.Append("constant ").Append(constant.Text);
                break;
            case Apply apply:
                Append(text.Append(apply.Primitive).Append('('), apply.Arguments).Append(')');
                break;
            case Opaque opaque:
                Append(text.Append("opaque \"").Append(opaque.Template).Append("\" ("), opaque.Arguments).Append(") ").Append(Name(opaque.Effect)).Append(' ').Append(opaque.Active == ActiveOperands.Flat ? nameof(ActiveOperands.Flat) : nameof(ActiveOperands.Refused)).Append(opaque.IsIntegerCast ? " cast" : "").Append(opaque.IsLinear ? " linear" : "").Append(opaque.IsStop ? " stop" : "").Append(opaque.IsNewRow ? " row" : "").Append(opaque.WritesSpansOnly ? " spans" : "").Append(opaque.Site is null ? "" : " site " + (opaque.Site.Vector is null ? "" : opaque.Site.Vector + " of ") + opaque.Site.Distribution + " " + opaque.Site.Strategy).Append(opaque.Pullback is null ? "" : " pullback " + opaque.Pullback.Template + " " + string.Join(" ", opaque.Pullback.Parts)).Append(opaque.MutableState is null ? "" : " mutable " + opaque.MutableState);
                break;
            case Allocate allocate:
                text.Append("allocate ").Append(allocate.HomeOf is null ? "" : "home of " + allocate.HomeOf + " ").Append(allocate.Memory).Append(' ');
                Append(text, allocate.Length);
                Print(text, allocate.Result.Type.Members);
                break;
            case Store store:
                Append(text.Append(store.Adds ? "add " : "store "), store.Operands);
                Leaf(text, store.Buffer.Type.Members, store.Leaf);
                break;
            case Load { Leaf: >= 0 } load:
                Append(text.Append("load "), load.Operands).Append(load.IsBesideAnother ? " beside another" : "");
                Leaf(text, load.Buffer.Type.Members, load.Leaf);
                break;
            case Call call:
                Append(text.Append("call ").Append(call.Mode).Append(' ').Append(call.Callee).Append('('), call.Arguments).Append(')');
                break;
            case View view:
                text.Append("view ").Append(view.Buffer).Append(" from ").Append(view.Start).Append(" length ").Append(view.Length);
                break;
            case If branch:
                Append(text.Append("if "), branch.Condition).Append(" @").Append(op.Origin).Append('\n');
                Print(text, branch.Then, depth + 1);
                Indent(text, depth).Append("else\n");
                Print(text, branch.Else, depth + 1);
                return;
            case For loop:
                Append(Define(text.Append("for "), loop.Index).Append(" = "), loop.Start).Append("; ").Append(loop.Comparison).Append(' ');
                Append(Append(text, loop.Bound).Append("; += "), loop.Step).Append(" carried ");
                Carried(text, loop.Carried, loop.Initial).Append(" exit ").Append(loop.Exit).Append(" keeps ").Append(loop.Schedule).Append(loop.IsOfSite ? " of a site" : "").Append(" @").Append(op.Origin).Append('\n');
                Print(text, loop.Body, depth + 1);
                return;
            case While loop:
                Carried(text.Append("while carried "), loop.Carried, loop.Initial).Append(" keeps ").Append(loop.Schedule).Append(" @").Append(op.Origin).Append('\n');
                Print(text, loop.Condition, depth + 1);
                Indent(text, depth).Append("do\n");
                Print(text, loop.Body, depth + 1);
                return;
            case NodeSite site:
                text.Append("node site ").Append(site.Number).Append(' ').Append(site.Node);
                break;
            case SiteBaseline baseline:
                text.Append(baseline.IsLearned ? "learned baseline " : "baseline ").Append(List(baseline.Operands));
                break;
            case SiteTemperature temperature:
                text.Append("temperature ").Append(List(temperature.Operands));
                break;
            case Copy { IsHome: true } home:
                text.Append("copy home ").Append(List(home.Operands));
                break;
            case Push { IsContent: true } content:
                text.Append("push content ").Append(content.IsActive ? "active " : "").Append(content.Saved);
                break;
            case Pop { IsContent: true } content:
                text.Append("pop content").Append(content.IsActive ? " active" : "");
                break;
            case Throw thrown:
                text.Append("throw \"").Append(thrown.Template).Append("\" ").Append(List(thrown.Arguments));
                break;
            case Remark remark:
                text.Append("// ").Append(remark.Text);
                break;
            default:
                Append(text.Append(op.GetType().Name.ToLowerInvariant()).Append(' '), op.Operands);
                break;
        }

        text.Append(" @").Append(op.Origin).Append('\n');
    }

    private static void Leaf(StringBuilder text, CompositeType? element, int leaf)
    {
        if (leaf >= 0)
        {
            text.Append(" leaf ").Append(leaf).Append(" of ").Append(element!.Text);
            Print(text, element);
        }
    }

    private static StringBuilder Indent(StringBuilder text, int depth) => text.Append(' ', 2 * depth);

    private static string Name(Effect effect) => effect switch { Effect.Pure => nameof(Effect.Pure), Effect.Reads => nameof(Effect.Reads), _ => nameof(Effect.Unknown) };

    /// <summary>As <see cref="Value.ToString"/>.</summary>
    private static StringBuilder Append(StringBuilder text, Value value)
    {
        text.Append('%').Append(value.Id);
        return value.Name is null ? text : text.Append('.').Append(value.Name);
    }

    private static StringBuilder Append(StringBuilder text, ImmutableArray<Value> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Append(i == 0 ? text : text.Append(", "), values[i]);
        }

        return text;
    }

    private static StringBuilder Define(StringBuilder text, Value value) => Append(text, value).Append(": ").Append(value.Type.Text);

    private static StringBuilder Carried(StringBuilder text, ImmutableArray<Value> carried, ImmutableArray<Value> initial)
    {
        text.Append('[');
        for (int i = 0; i < carried.Length; i++)
        {
            Append(Define(i == 0 ? text : text.Append(", "), carried[i]).Append(" <- "), initial[i]);
        }

        return text.Append(']');
    }

    private static string List(ImmutableArray<Value> values) => Append(new StringBuilder(), values).ToString();
}
