using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Fuzz;

/// <summary>Makes the twin of a program: in double throughout, not marked, every decision and every <c>Diff.Stop</c> through <see cref="Tape"/>.</summary>
internal sealed partial class TwinRewriter : CSharpSyntaxRewriter
{
    public static string Twin(string source, string from, string to)
    {
        string text = Attribute().Replace(source, "").Replace(from, to, System.StringComparison.Ordinal);
        text = FloatLiteral().Replace(FloatWord().Replace(text, "double"), "$1").Replace("MathF.", "Math.", System.StringComparison.Ordinal);
        return new TwinRewriter().Visit(CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot()).ToFullString();
    }

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        return visited.Body is { } body ? visited.WithBody(body.WithStatements(body.Statements.Insert(0, SyntaxFactory.ParseStatement("Tape.Enter();\n")))) : visited;
    }

    public override SyntaxNode? VisitIfStatement(IfStatementSyntax node)
    {
        var visited = (IfStatementSyntax)base.VisitIfStatement(node)!;
        return visited.WithCondition(Branch(visited.Condition));
    }

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node)
    {
        var visited = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return visited.WithCondition(Branch(visited.Condition));
    }

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node)
    {
        var visited = (DoStatementSyntax)base.VisitDoStatement(node)!;
        return visited.WithCondition(Branch(visited.Condition));
    }

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node)
    {
        var visited = (ForStatementSyntax)base.VisitForStatement(node)!;
        return visited.Condition is null ? visited : visited.WithCondition(Branch(visited.Condition));
    }

    public override SyntaxNode? VisitConditionalExpression(ConditionalExpressionSyntax node)
    {
        var visited = (ConditionalExpressionSyntax)base.VisitConditionalExpression(node)!;
        return visited.WithCondition(Branch(visited.Condition));
    }

    public override SyntaxNode? VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        var visited = (BinaryExpressionSyntax)base.VisitBinaryExpression(node)!;
        return visited.Kind() switch
        {
            SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression => visited.WithLeft(Branch(visited.Left)).WithRight(Branch(visited.Right)),
            SyntaxKind.ModuloExpression when visited.Right is LiteralExpressionSyntax literal && literal.Token.Text.Contains('.', System.StringComparison.Ordinal) =>
                SyntaxFactory.ParseExpression($"Tape.Mod({visited.Left}, {visited.Right})"),
            _ => visited,
        };
    }

    public override SyntaxNode? VisitSwitchExpression(SwitchExpressionSyntax node)
    {
        var visited = (SwitchExpressionSyntax)base.VisitSwitchExpression(node)!;
        return visited.Arms[0].Pattern is RelationalPatternSyntax ? visited.WithGoverningExpression(SyntaxFactory.ParseExpression($"Tape.Bucket({visited.GoverningExpression})")) : visited;
    }

    public override SyntaxNode? VisitCastExpression(CastExpressionSyntax node)
    {
        var visited = (CastExpressionSyntax)base.VisitCastExpression(node)!;
        return visited.Type.ToString() is "int" or "long" ? SyntaxFactory.ParseExpression($"Tape.Whole({visited})") : visited;
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var visited = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        return visited.Expression.ToString() switch
        {
            "Diff.Stop" => visited.WithExpression(SyntaxFactory.ParseExpression("Tape.Stop")),
            "Math.Abs" or "Math.Max" or "Math.Min" or "Math.Clamp" or "Math.Floor" or "Math.Ceiling" or "Math.Round" or "Math.Truncate" or "Math.Sign" or "Math.CopySign" =>
                visited.WithExpression(SyntaxFactory.ParseExpression(visited.Expression.ToString().Replace("Math.", "Tape.", System.StringComparison.Ordinal))),
            _ => visited,
        };
    }

    private static ExpressionSyntax Branch(ExpressionSyntax condition) => SyntaxFactory.ParseExpression($"Tape.Branch({condition})");

    [GeneratedRegex(@"\[(Differentiable(\([^)]*\))?|NoDiff|Output)\]\s*")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\bfloat\b")]
    private static partial Regex FloatWord();

    [GeneratedRegex(@"(\d)f\b")]
    private static partial Regex FloatLiteral();
}
