using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DiffGen.Generator.Frontend;

/// <summary>
/// All of a project that the meaning of a method's body can depend on, but the bodies of methods: its options, its references, and its files without those
/// bodies. Where two compilations agree in it, a body that has not changed means the same in both.
/// </summary>
internal sealed class Declarations : IEquatable<Declarations>
{
    private static readonly ConditionalWeakTable<Compilation, Declarations> s_known = new();

    /// <summary>Of a file, found once per file.</summary>
    private static readonly ConditionalWeakTable<SyntaxTree, string> s_files = new();

    private readonly string? _assembly;
    private readonly CompilationOptions _options;
    private readonly ImmutableArray<MetadataReference> _references;
    private readonly string _files;

    private Declarations(Compilation compilation, CancellationToken cancellation)
    {
        _assembly = compilation.AssemblyName;
        _options = compilation.Options;
        _references = compilation.References.ToImmutableArray();
        var files = new StringBuilder();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            files.Append(s_files.GetValue(tree, t => OfFile(t, cancellation)));
        }

        _files = Digest(files);
    }

    public static Declarations Of(Compilation compilation, CancellationToken cancellation) => s_known.GetValue(compilation, c => new Declarations(c, cancellation));

    public bool Equals(Declarations? other) => other is not null && (ReferenceEquals(this, other)
        || (_files == other._files && _assembly == other._assembly && _options.Equals(other._options)
            && _references.Length == other._references.Length && !_references.Where((reference, i) => !ReferenceEquals(reference, other._references[i])).Any()));

    public override bool Equals(object? obj) => Equals(obj as Declarations);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_files);

    private static string OfFile(SyntaxTree tree, CancellationToken cancellation)
    {
        string text = tree.GetText(cancellation).ToString();
        var kept = new StringBuilder(tree.FilePath).Append('\n');
        if (tree.Options is CSharpParseOptions options)
        {
            kept.Append(options.LanguageVersion).Append(options.Kind).Append(options.DocumentationMode).Append('\n');
            foreach (string symbol in options.PreprocessorSymbolNames)
            {
                kept.Append(symbol).Append('\n');
            }

            foreach (KeyValuePair<string, string> feature in options.Features)
            {
                kept.Append(feature.Key).Append('=').Append(feature.Value).Append('\n');
            }
        }

        // What stands where in what is kept: the same words, taken for other members, are another file.
        var members = new List<(SyntaxKind Kind, int At)>();
        int start = kept.Length, from = 0;
        if (tree.GetRoot(cancellation) is CompilationUnitSyntax unit)
        {
            Visit(unit.Members);
        }

        kept.Append(text, from, text.Length - from);
        foreach ((SyntaxKind kind, int at) in members)
        {
            kept.Append('\n').Append((int)kind).Append('@').Append(at);
        }

        return Digest(kept);

        void Visit(SyntaxList<MemberDeclarationSyntax> of)
        {
            foreach (MemberDeclarationSyntax member in of)
            {
                Mark(member.Kind(), member.SpanStart);
                switch (member)
                {
                    case BaseNamespaceDeclarationSyntax space:
                        Visit(space.Members);
                        break;

                    // Which parameters of a primary constructor become fields is known from the bodies in its type.
                    case TypeDeclarationSyntax { ParameterList: null } type:
                        Visit(type.Members);
                        break;
                    case MethodDeclarationSyntax method:
                        SyntaxNode? body = (SyntaxNode?)method.Body ?? method.ExpressionBody;

                        // A directive in it may reach beyond it.
                        if (body is { ContainsDirectives: false })
                        {
                            Mark(body.Kind(), body.SpanStart);
                            kept.Append(text, from, body.SpanStart - from);
                            from = body.Span.End;
                        }

                        break;
                }
            }
        }

        void Mark(SyntaxKind kind, int position) => members.Add((kind, kept.Length - start + position - from));
    }

    private static string Digest(StringBuilder text)
    {
        using var hash = SHA256.Create();
        return Convert.ToBase64String(hash.ComputeHash(Encoding.Unicode.GetBytes(text.ToString())));
    }
}
