using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using DiffGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace DiffGen.Generator.Frontend;

/// <summary>
/// What was read of marked methods, for as long as reading them again would give the same: the files of the method and of the helpers that it calls are those
/// they were, and so are the <see cref="Declarations"/> of the project. So an edit of a body reads again what goes through that body's file, and nothing else.
/// </summary>
internal static class KeptReadings
{
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<int, Reading>> s_readings = new();
    private static readonly ConditionalWeakTable<Compilation, Dictionary<string, SyntaxTree?>> s_byPath = new();

    private sealed record Reading(Declarations Declarations, ImmutableArray<SyntaxTree> Files, MarkedMethod Method);

    public static MarkedMethod Of(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        Compilation compilation = context.SemanticModel.Compilation;
        SyntaxTree file = context.TargetNode.SyntaxTree;
        ConcurrentDictionary<int, Reading> ofFile = s_readings.GetValue(file, static _ => new ConcurrentDictionary<int, Reading>());
        var declarations = Declarations.Of(compilation, cancellation);
        if (ofFile.TryGetValue(context.TargetNode.SpanStart, out Reading? kept) && kept.Files.All(compilation.ContainsSyntaxTree) && kept.Declarations.Equals(declarations))
        {
            return kept.Method;
        }

        var files = new HashSet<SyntaxTree> { file };
        MarkedMethod read = MarkedMethodReader.Read(context, files, cancellation);

        // Of one that is refused it is not known what it would go through.
        if (!read.Model.IsRefused && AddPlaces(read, compilation, files))
        {
            ofFile[context.TargetNode.SpanStart] = new Reading(declarations, files.ToImmutableArray(), read);
        }

        return read;
    }

    /// <summary>The files that the method's places lie in: an edit there may move them.</summary>
    /// <returns>Whether each is known by its path.</returns>
    private static bool AddPlaces(MarkedMethod read, Compilation compilation, HashSet<SyntaxTree> files)
    {
        Dictionary<string, SyntaxTree?> byPath = s_byPath.GetValue(compilation, static c => ByPath(c));
        var paths = new HashSet<string>(read.Findings.Select(f => f.Place.Path));
        foreach (FunctionPlaces function in read.Places)
        {
            paths.Add(function.Name.Path);
            paths.UnionWith(function.Parameters.Select(p => p.Path));
            paths.UnionWith(function.Origins.Select(o => o.Path));
        }

        foreach (string path in paths)
        {
            if (!byPath.TryGetValue(path, out SyntaxTree? file) || file is null)
            {
                return false;
            }

            files.Add(file);
        }

        return true;
    }

    /// <summary>Files by their paths; null for a path that several have.</summary>
    private static Dictionary<string, SyntaxTree?> ByPath(Compilation compilation)
    {
        var byPath = new Dictionary<string, SyntaxTree?>(System.StringComparer.Ordinal);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            byPath[tree.FilePath] = byPath.ContainsKey(tree.FilePath) ? null : tree;
        }

        return byPath;
    }
}
