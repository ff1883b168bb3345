using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Frontend;

/// <summary>Numbers the pieces of source that operations come from: their text goes into the IR, their places stay beside it.</summary>
internal sealed class OriginTable(string function)
{
    private readonly List<OriginText> _texts = [];
    private readonly List<Place> _places = [];

    public ImmutableArray<OriginText> Texts => _texts.ToImmutableArray();

    public ImmutableArray<Place> Places => _places.ToImmutableArray();

    /// <summary>A statement: its text is printed above its derivative.</summary>
    public int Statement(SyntaxNode syntax) => Add(syntax, OneLine(Header(syntax)), -1);

    /// <summary>A part of a statement: only its place matters.</summary>
    public int Part(SyntaxNode syntax, int statement) => Add(syntax, "", statement);

    private int Add(SyntaxNode syntax, string text, int parent)
    {
        _texts.Add(new OriginText(text, parent, function, _texts.Count));
        _places.Add(Place.Of(syntax.GetLocation()));
        return _texts.Count - 1;
    }

    /// <summary>Compound statements are named by their heads alone.</summary>
    private static string Header(SyntaxNode syntax) => syntax switch
    {
        IfStatementSyntax s => "if (" + s.Condition + ")",
        ForStatementSyntax s => "for (" + s.Declaration + string.Join(", ", s.Initializers) + "; " + s.Condition + "; " + string.Join(", ", s.Incrementors) + ")",
        ForEachStatementSyntax s => "foreach (" + s.Type + " " + s.Identifier + " in " + s.Expression + ")",
        WhileStatementSyntax s => "while (" + s.Condition + ")",
        DoStatementSyntax s => "do … while (" + s.Condition + ")",
        SwitchStatementSyntax s => "switch (" + s.Expression + ")",
        BlockSyntax => "",
        ArrowExpressionClauseSyntax s => "return " + s.Expression + ";",
        _ => syntax.ToString(),
    };

    private static string OneLine(string text) => Regex.Replace(string.Join(" ", text.Split('\n').Select(line => Regex.Replace(line, "//.*$", ""))), @"\s+", " ").Trim();
}
