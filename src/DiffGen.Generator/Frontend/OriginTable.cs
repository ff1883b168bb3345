using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Generator.Frontend;

/// <summary>Numbers the pieces of source that operations come from: their text goes into the IR, their places stay beside it.</summary>
internal sealed class OriginTable(string function)
{
    private readonly List<OriginText> _texts = [];
    private readonly List<Place> _places = [];

    public ImmutableArray<OriginText> Texts => _texts.ToImmutableArray();

    public ImmutableArray<Place> Places => _places.ToImmutableArray();

    /// <summary>A statement: its text is printed above its derivative.</summary>
    public int Statement(SyntaxNode syntax) => Add(syntax, Header(syntax), -1);

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
        IfStatementSyntax s => "if (" + Text(s.Condition) + ")",
        ForStatementSyntax s => "for (" + (s.Declaration is null ? "" : Text(s.Declaration)) + string.Join(", ", s.Initializers.Select(Text)) + "; " + (s.Condition is null ? "" : Text(s.Condition)) + "; " + string.Join(", ", s.Incrementors.Select(Text)) + ")",
        ForEachStatementSyntax s => "foreach (" + Text(s.Type) + " " + s.Identifier.Text + " in " + Text(s.Expression) + ")",
        WhileStatementSyntax s => "while (" + Text(s.Condition) + ")",
        DoStatementSyntax s => "do … while (" + Text(s.Condition) + ")",
        SwitchStatementSyntax s => "switch (" + Text(s.Expression) + ")",
        BlockSyntax => "",
        ArrowExpressionClauseSyntax s => "return " + Text(s.Expression) + ";",
        _ => Text(syntax),
    };

    /// <summary>The tokens, with one blank where the source has anything between them: no comment, no line break.</summary>
    private static string Text(SyntaxNode syntax)
    {
        string whole = syntax.ToString();
        if (IsPlain(whole))
        {
            return whole;
        }

        var text = new StringBuilder();
        SyntaxToken before = default;
        foreach (SyntaxToken token in syntax.DescendantTokens())
        {
            if (text.Length > 0 && (before.HasTrailingTrivia || token.HasLeadingTrivia))
            {
                text.Append(' ');
            }

            text.Append(token.Text.Replace('\n', ' ').Replace('\r', ' '));
            before = token;
        }

        return text.ToString();
    }

    /// <summary>There can be nothing but single blanks between the tokens: no comment, no line break, no other white space.</summary>
    private static bool IsPlain(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (letter == ' ' ? i == 0 || text[i - 1] == ' ' : letter == '/' ? i + 1 < text.Length && text[i + 1] is '/' or '*' : letter == '#' || letter > '~' || letter < ' ')
            {
                return false;
            }
        }

        return true;
    }
}
