using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator;

/// <summary>A run of a method with noise at its node sites, beside a run of the method itself: <c>a = Node.Site(b)</c> becomes <c>a = b + σξ</c>.</summary>
/// <param name="Before">To stand before the method's own run: copies of the memory of its parameters that it writes, or that has sites.</param>
/// <param name="Run">Its operations; what it yields is what the method yields.</param>
internal sealed record PerturbedRun(ImmutableArray<Op> Before, Region Run)
{
    /// <param name="function">The method, its sites numbered.</param>
    /// <param name="isCopied">Which parameters are buffers that the run needs copies of.</param>
    /// <param name="noise">The noise of the sites.</param>
    /// <param name="sigma">Its size.</param>
    /// <param name="nextId">The first free value id; afterwards the first free one again.</param>
    public static PerturbedRun Of(IrFunction function, Func<IrParameter, bool> isCopied, Value noise, Value sigma, ref int nextId)
    {
        var builder = new IrBuilder(nextId) { Origin = -1 };
        var renamed = new Dictionary<int, Value>();
        builder.Open();
        foreach (IrParameter parameter in function.Parameters)
        {
            renamed[parameter.Value.Id] = isCopied(parameter) ? Copied(builder, parameter) : parameter.Value;
        }

        ImmutableArray<Op> before = builder.Close().Ops;
        renamed[noise.Id] = noise;
        renamed[sigma.Id] = sigma;
        Region run = Visit(function.Body);
        nextId = builder.NextId;
        return new PerturbedRun(before, run);

        Value Rename(Value value)
        {
            if (!renamed.TryGetValue(value.Id, out Value? fresh))
            {
                renamed[value.Id] = fresh = builder.New(value.Type, Noisy(value.Name));
            }

            return fresh;
        }

        Region Visit(Region region)
        {
            builder.Open();
            foreach (Op op in region.Ops)
            {
                if (op is NodeSite site)
                {
                    Perturb(builder, site with { Node = Rename(site.Node), Result = site.Result is null ? null : Rename(site.Result) }, noise, sigma);
                }
                else
                {
                    builder.Add(IrRewriter.Map(op, Rename, Visit) with { Mirror = 0 });
                }
            }

            return builder.Close(region.Yields.Select(Rename).ToImmutableArray());
        }
    }

    private static void Perturb(IrBuilder builder, NodeSite site, Value noise, Value sigma)
    {
        builder.Origin = site.Origin;
        Value size = Partials.Converted(builder, sigma, site.Node.Type.IsBuffer ? site.Node.Type.ElementType : site.Node.Type);
        if (site.Result is null)
        {
            builder.Add(new Opaque(site.Origin, null, NodeNoiseText.AddNextScaled(site), ImmutableArray.Create(noise, site.Node, size), Effect.Unknown, Precedences.Call));
            return;
        }

        Value drawn = builder.Add(new Opaque(site.Origin, builder.New(site.Node.Type, NodeNoiseText.Name(site)), NodeNoiseText.Next(site), ImmutableArray.Create(noise), Effect.Unknown, Precedences.Call)).Result!;
        builder.Add(new Apply(site.Origin, site.Result, "Add", ImmutableArray.Create(site.Node, builder.Apply("Multiply", site.Node.Type, size, drawn))));
    }

    private static Value Copied(IrBuilder builder, IrParameter parameter)
    {
        bool isArray = parameter.Value.Type.Buffer == BufferKind.Array;
        IrType type = isArray ? parameter.Value.Type : parameter.Value.Type.AsSpan();
        Value copy = builder.Add(new Allocate(-1, builder.New(type, Noisy(parameter.Name)), isArray ? Memory.Heap : Memory.Zeros, builder.LengthOf(parameter.Value))).Result;
        builder.Add(new Copy(-1, parameter.Value, copy));
        return type.Text == parameter.Value.Type.Text ? copy : builder.Add(new View(-1, builder.New(parameter.Value.Type, Noisy(parameter.Name)), copy, null, null)).Result;
    }

    private static string? Noisy(string? name) => name is null ? null : name.TrimStart('@') + "Noisy";
}
