using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Emit;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;

namespace DiffGen.Generator;

/// <summary>Companions of node perturbation.</summary>
internal static partial class Pipeline
{
    /// <summary>Node perturbation, where there is a site. A method whose sites are all in methods that it calls does without where it cannot have it.</summary>
    private static void NodeGradient(LinkedMethod linked, Dictionary<string, IrFunction> withSites, Inliner inliner, CompanionWriter writer, List<StageFinding> findings)
    {
        if ((!NodeGradients.HasSites(linked.Function, withSites) && !linked.Function.HasNodeExamples) || RefuseMisnamed(linked, findings, CompanionSignature.NodeGradient) || CompanionSignature.OfSites[0].Overloads.All(linked.Shape.HandWritten.Contains))
        {
            return;
        }

        try
        {
            if (linked.Function.VirtualRoot is not null)
            {
                throw new UnsupportedException(-1, "A virtual method", "mark a method that is not virtual and let the virtual one call it");
            }

            NodeGradient gradient = NodeGradients.Of(withSites, linked.Function.Key, inliner);
            writer.NodeGradient(gradient);
            foreach (RecordedLoop loop in gradient.Recorded)
            {
                (string where, int origin) = Locate(gradient.Function.Origins, loop.Origin, linked.Function.Key);
                findings.Add(new StageFinding("DG3005", where, origin, linked.Function.Name + "NodeGradient\u001f" + loop.Obstacle));
            }

            foreach (SiteFreePart part in SiteFreeParts.Of(gradient.Function))
            {
                IrArgument argument = gradient.Function.Arguments[part.Index];
                int receivers = gradient.Function.Arguments[0].IsReceiver ? 1 : 0;
                findings.Add(new StageFinding("DG3011", linked.Function.Key, argument.IsReceiver ? -1 : -2 - (part.Index - receivers), argument.Name.TrimStart('@') + "\u001f" + linked.Function.Name + "NodeGradient\u001f"
                    + (part.HasNodes ? "reaches the result through nodes and past all of them: what comes past them" : "reaches the result past all nodes: its gradient")));
            }

            foreach ((Op site, Op? decision) in NodeInfluence.Of(gradient.Function).Uncertain.GroupBy(u => (u.Decision ?? u.Site).Origin).Select(g => g.First()))
            {
                (string where, int origin) = Locate(gradient.Function.Origins, (decision ?? site).Origin, linked.Function.Key);
                if (where == linked.Function.Key || !(withSites.TryGetValue(where, out IrFunction? owner) && owner.IsMarked))
                {
                    string what = decision switch { null => "which elements are nodes here", If => "this branch, which holds a Node.Site", _ => "how often this loop runs, which holds a Node.Site" };
                    findings.Add(new StageFinding("DG2007", where, origin, linked.Function.Name + "NodeGradient\u001f" + what));
                }
            }
        }
        catch (UnsupportedException unsupported)
        {
            bool isOwn = NodeSites.AreIn(linked.Function) || linked.Function.HasNodeExamples;
            (string where, int origin) = Locate(linked.Function.Origins, isOwn && unsupported.Origin < linked.Function.Origins.Length ? unsupported.Origin : -1, linked.Function.Key);
            findings.Add(new StageFinding(isOwn ? "DG1014" : "DG3004", where, origin, linked.Function.Name + "NodeGradient\u001f" + unsupported.Construct + "\u001f" + unsupported.Instead));
            if (isOwn)
            {
                writer.RefusedNodeGradient();
            }
        }
    }

    /// <summary>Node perturbation by the difference of two runs, where it is asked for.</summary>
    private static void NodeDifference(LinkedMethod linked, Dictionary<string, IrFunction> withSites, Inliner inliner, CompanionWriter writer, List<StageFinding> findings)
    {
        if (!linked.Function.WantsNodeDifference || RefuseMisnamed(linked, findings, CompanionSignature.NodeDifference) || linked.Shape.HandWritten.Contains(CompanionSignature.NodeDifference))
        {
            return;
        }

        ImmutableArray<OriginText> origins = linked.Function.Origins;
        try
        {
            if (linked.Function.VirtualRoot is not null)
            {
                throw new UnsupportedException(-1, "A virtual method", "mark a method that is not virtual and let the virtual one call it");
            }

            writer.NodeDifference(NodeDifferences.Of(withSites, linked.Function.Key, inliner, ref origins));
        }
        catch (UnsupportedException unsupported)
        {
            (string where, int origin) = Locate(origins, unsupported.Origin, linked.Function.Key);
            findings.RemoveAll(f => f.Id == "DG2007" && f.Function == where && f.Origin == origin);
            if (!findings.Any(f => f.Id == "DG1014"))
            {
                findings.Add(new StageFinding("DG1016", where, origin, linked.Function.Name + "NodeDifference\u001f" + unsupported.Construct + "\u001f" + unsupported.Instead));
            }

            writer.RefusedNodeDifference();
        }
    }

    /// <summary>Says which methods have the name of a companion by hand and another signature.</summary>
    private static bool RefuseMisnamed(LinkedMethod linked, List<StageFinding> findings, params string[] suffixes)
    {
        Misnamed[] misnamed = linked.Shape.Misnamed.Where(m => suffixes.Contains(m.Suffix)).ToArray();
        findings.AddRange(misnamed.Select(m => new StageFinding("DG0003", linked.Function.Key, -1, m.Name + "\u001f" + linked.Function.Name + "\u001f" + m.Expected)));
        return misnamed.Length > 0;
    }
}
