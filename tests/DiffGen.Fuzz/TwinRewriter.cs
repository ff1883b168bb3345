using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Fuzz;

/// <summary>Makes the twin of a program: in double throughout, not marked, every decision and every <c>Diff.Stop</c> through <see cref="Tape"/>.</summary>
internal sealed partial class TwinRewriter : CSharpSyntaxRewriter
{
    public static SyntaxNode Twin(string source, string from, string to)
    {
        string text = Attribute().Replace(source, "").Replace(from, to, System.StringComparison.Ordinal).Replace("using DiffGen;", "using DiffGen;\nusing DiffGen.Fuzz;", System.StringComparison.Ordinal);
        text = FloatLiteral().Replace(FloatWord().Replace(text, "double"), "$1").Replace("MathF.", "Math.", System.StringComparison.Ordinal);
        text = text.Replace("Vector3", "WideVector3", System.StringComparison.Ordinal);
        text = text.Replace("T.One", "1.0", System.StringComparison.Ordinal).Replace("T.Zero", "0.0", System.StringComparison.Ordinal);
        text = TypeParameter().Replace(GenericCall().Replace(Constraint().Replace(text, ""), "$1("), "double");
        return new TwinRewriter().Visit(CSharpSyntaxTree.ParseText(text, Batch.ParseOptions).GetRoot());
    }

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        return visited.Body is { } body ? visited.WithBody(body.WithStatements(body.Statements.Insert(0, s_enter))) : visited;
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
                Call("Mod", visited.Left, visited.Right),
            SyntaxKind.LessThanExpression => Call("Less", visited.Left, visited.Right),
            SyntaxKind.LessThanOrEqualExpression => Call("LessOrEqual", visited.Left, visited.Right),
            SyntaxKind.GreaterThanExpression => Call("Greater", visited.Left, visited.Right),
            SyntaxKind.GreaterThanOrEqualExpression => Call("GreaterOrEqual", visited.Left, visited.Right),
            _ => visited,
        };
    }

    public override SyntaxNode? VisitSwitchExpression(SwitchExpressionSyntax node)
    {
        var visited = (SwitchExpressionSyntax)base.VisitSwitchExpression(node)!;
        return visited.Arms[0].Pattern is RelationalPatternSyntax ? visited.WithGoverningExpression(Call("Bucket", visited.GoverningExpression)) : visited;
    }

    public override SyntaxNode? VisitCastExpression(CastExpressionSyntax node)
    {
        var visited = (CastExpressionSyntax)base.VisitCastExpression(node)!;
        return visited.Type.ToString() is "int" or "long" ? Call("Whole", visited) : visited;
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var visited = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        return visited.Expression is not MemberAccessExpressionSyntax member ? visited : member.ToString() switch
        {
            "Diff.Stop" => visited.WithExpression(Member("Stop")),
            "Math.Abs" or "Math.Max" or "Math.Min" or "Math.Clamp" or "Math.Floor" or "Math.Ceiling" or "Math.Round" or "Math.Truncate" or "Math.Sign" or "Math.CopySign"
                or "double.Abs" or "double.Max" or "double.Min" => visited.WithExpression(Member(member.Name.Identifier.Text)),
            "TensorPrimitives.Max<double>" => visited.WithExpression(Member("MaxOf")),
            "TensorPrimitives.Min<double>" => visited.WithExpression(Member("MinOf")),
            _ => visited,
        };
    }

    private static readonly StatementSyntax s_enter = SyntaxFactory.ParseStatement("Tape.Enter();\n");

    private static readonly ExpressionSyntax s_tape = SyntaxFactory.IdentifierName("Tape");

    private static InvocationExpressionSyntax Branch(ExpressionSyntax condition) => Call("Branch", condition);

    private static MemberAccessExpressionSyntax Member(string name) => SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, s_tape, SyntaxFactory.IdentifierName(name));

    private static InvocationExpressionSyntax Call(string name, params ExpressionSyntax[] arguments) =>
        SyntaxFactory.InvocationExpression(Member(name), SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(System.Array.ConvertAll(arguments, SyntaxFactory.Argument))));

    [GeneratedRegex(@"\[(Differentiable(\([^)]*\))?|NoDiff|Output|Checkpoint)\]\s*")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\bfloat\b")]
    private static partial Regex FloatWord();

    [GeneratedRegex(@" where T : IFloatingPointIeee754<T>")]
    private static partial Regex Constraint();

    /// <summary>The name of a generic helper, and its type argument or parameter.</summary>
    [GeneratedRegex(@"\b(G\d+)<\w+>\(")]
    private static partial Regex GenericCall();

    [GeneratedRegex(@"\bT\b")]
    private static partial Regex TypeParameter();

    [GeneratedRegex(@"(\d)f\b")]
    private static partial Regex FloatLiteral();
}
