using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DiffGen.Generator.Diagnostics;

/// <summary>A diagnostic as plain data: nothing of the compilation is kept alive by it.</summary>
internal sealed record Finding(string Id, Place Place, string Arguments)
{
    /// <summary>Separates the arguments of the message in <see cref="Arguments"/>, which is one string so that findings compare by value.</summary>
    private const char Separator = '\u001f';

    public static Finding Create(DiagnosticDescriptor descriptor, Place place, params string[] arguments) => new(descriptor.Id, place, string.Join(Separator.ToString(), arguments));

    /// <summary>A parameter or a member is a constant, though nothing says so.</summary>
    public static Finding SilentConstant(Place place, string name, ITypeSymbol type) => Create(Descriptors.SilentConstant, place, name, type.ToDisplayString(), "mark it [NoDiff] to say so");

    /// <summary>An element of a tuple is a constant, though nothing says so.</summary>
    public static Finding SilentConstantElement(Place place, string name, ITypeSymbol type) => Create(Descriptors.SilentConstant, place, name, type.ToDisplayString(), "pass it beside the tuple, marked [NoDiff], to say so");

    public bool IsError => Descriptors.Get(Id).DefaultSeverity == DiagnosticSeverity.Error;

    /// <param name="compilation">Where the place lies: in its tree, <c>#pragma</c> and <c>.editorconfig</c> apply to the diagnostic.</param>
    public Diagnostic ToDiagnostic(Compilation compilation) => Diagnostic.Create(Descriptors.Get(Id), Place.ToLocation(compilation, atKeyword: Id.StartsWith("DG3", StringComparison.Ordinal), atKeywordOfBlock: Id is "DG1014" or "DG1016" or "DG2007"), Arguments.Split(Separator).Cast<object>().ToArray());
}

/// <summary>A place in a source file.</summary>
internal sealed record Place(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static Place Of(Location location) => new(location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span);

    /// <param name="compilation">Where the file is looked for.</param>
    /// <param name="atKeyword">The first word alone, which says enough of a loop.</param>
    /// <param name="atKeywordOfBlock">The first word alone where that is the keyword of a loop or a branch.</param>
    public Location ToLocation(Compilation compilation, bool atKeyword, bool atKeywordOfBlock)
    {
        SyntaxTree[] trees = compilation.SyntaxTrees.Where(t => t.FilePath == Path).Take(2).ToArray();
        if (trees.Length != 1 || Span.End > trees[0].Length)
        {
            return Location.Create(Path, Span, Lines);
        }

        SyntaxToken first = trees[0].GetRoot().FindToken(Span.Start);
        bool isBlock = first.Kind() is SyntaxKind.ForKeyword or SyntaxKind.ForEachKeyword or SyntaxKind.WhileKeyword or SyntaxKind.DoKeyword or SyntaxKind.IfKeyword;
        return Location.Create(trees[0], atKeyword || (atKeywordOfBlock && isBlock) ? first.Span : Span);
    }
}

/// <summary>The source has errors of its own, which the compiler reports: there is nothing to add.</summary>
internal sealed class BrokenSourceException : Exception;

/// <summary>Ends the lowering of one method: what it met, where, and what to write instead.</summary>
internal sealed class RefusedException(DiagnosticDescriptor descriptor, Location location, params string[] arguments) : Exception(descriptor.Id)
{
    public Finding Finding { get; } = Finding.Create(descriptor, Place.Of(location), arguments);
}
