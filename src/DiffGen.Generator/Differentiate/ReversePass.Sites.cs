using System.Collections.Immutable;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Differentiate;

/// <summary>
/// Node sites: <c>a = Node.Site(b)</c> has <c>b̄ += D ξ</c>, whatever ā is; a buffer's gradient becomes <c>D ξ</c>, whatever it was. So what is pulled back
/// stops at each site, and begins there anew. Sites are undone in the opposite order, and so is their noise replayed.
/// </summary>
internal sealed partial class ReversePass
{
    /// <summary>
    /// A loop whose iterations have been undone as they ran, from a direction of 1: <c>x̄ += D e + s̄ s</c>, with e what was credited to its sites and s the
    /// gradient of its sum. Of examples, from what each adds to the sum in the direction of its noise: <c>x̄ += s̄ e</c>, with e = Σₙ (Dₙ eₙ + sₙ).
    /// </summary>
    private void UndoFinished(FinishedLoop loop)
    {
        // Behind the loop is what its nodes gave, unless no iteration has run.
        foreach ((Value before, Value behind) in loop.FirstNumbers)
        {
            if (Grad(behind) is { } grad)
            {
                Accumulate(before, _builder.Pure(before.Type, "{0} ? {1} : {2}", Precedences.Conditional, loop.NeverRan!, grad, _builder.Zero(before.Type)));
            }
        }

        foreach (Value buffer in loop.FirstBuffers)
        {
            _builder.Add(new Opaque(_builder.Origin, null, "global::DiffGen.CompilerServices.Buffers.ClearUnless({0}, {1});", ImmutableArray.Create(loop.NeverRan!, Shadow(buffer)), Effect.Unknown, Precedences.Call));
        }

        Value? sum = loop.Sum is { } output ? Grad(output) : null;
        foreach ((Value of, Value credited, Value? summed) in loop.Gradients)
        {
            if (!loop.IsOfExamples)
            {
                Add(of, credited, _credit!.Directional);
            }
            else if (sum is not null)
            {
                Add(of, credited, sum);
            }

            if (sum is not null && summed is not null)
            {
                Add(of, summed, sum);
            }
        }

        if (sum is not null)
        {
            Accumulate(loop.SumBefore!, sum);
        }

        void Add(Value of, Value part, Value factor)
        {
            factor = Partials.Converted(_builder, factor, of.Type.IsBuffer ? of.Type.ElementType : of.Type);
            if (of.Type.IsBuffer)
            {
                _builder.Add(new Opaque(_builder.Origin, null, "global::DiffGen.CompilerServices.Buffers.AddProduct({0}, {1}, {2});", ImmutableArray.Create(part, factor, Shadow(of)), Effect.Unknown, Precedences.Call));
            }
            else
            {
                Accumulate(of, _builder.Apply("Multiply", of.Type, factor, part));
            }
        }
    }

    private void UndoSite(NodeSite site)
    {
        (Value directional, Value noise) = (_credit!.Directional, _credit.Noise);
        IrType real = site.Node.Type.IsBuffer ? site.Node.Type.ElementType : site.Node.Type;
        directional = Partials.Converted(_builder, directional, real);
        if (site.Result is null)
        {
            _builder.Add(new Opaque(site.Origin, null, NodeNoiseText.SetLast(site), ImmutableArray.Create(noise, Shadow(site.Node), directional), Effect.Unknown, Precedences.Call) { IsNodeCredit = true });
            return;
        }

        Value drawn = _builder.Add(new Opaque(site.Origin, _builder.New(real, NodeNoiseText.Name(site)), NodeNoiseText.Last(site), ImmutableArray.Create(noise), Effect.Unknown, Precedences.Call)).Result!;
        Accumulate(site.Node, _builder.Apply("Multiply", real, directional, drawn));
    }

    /// <summary>
    /// A call that is left is run again, too: its forward companion ran it, with tangents. <c>fForward(x, copy); x̄ += fPullback(ȳ)</c>.
    /// </summary>
    private void RecordAgain(Call call)
    {
        Value[] restored = Restored(call);
        ImmutableArray<Value>.Builder outputs = ImmutableArray.CreateBuilder<Value>();
        foreach (Value output in call.Outputs)
        {
            outputs.Add(_builder.New(output.Type, output.Name));
        }

        _builder.Add(new Call(call.Origin, outputs.ToImmutable(), call.Callee, CallMode.Forward, restored.ToImmutableArray()));
    }
}
