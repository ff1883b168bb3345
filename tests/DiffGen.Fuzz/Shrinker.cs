using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Fuzz;

/// <summary>Takes parts away from a failing program as long as it fails in the same way.</summary>
internal static partial class Shrinker
{
    private const int Width = 48;

    public static (RandomProgram Program, Verdict Verdict) Shrink(RandomProgram program, Verdict verdict, TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        string kind = Kind(verdict);
        while (watch.Elapsed < limit)
        {
            // Big pieces first; one that fails too is taken at once, and the search goes on from there.
            string[] candidates = Candidates(program.Source).Distinct().Where(c => c.Length < program.Source.Length).OrderBy(c => c.Length).ToArray();
            bool smaller = false;
            for (int from = 0; from < candidates.Length && !smaller && watch.Elapsed < limit; from += Width)
            {
                RandomProgram[] tries = candidates.Skip(from).Take(Width).Select(source => RandomProgram.Parse(source, program.Seed, program.Constructs)).ToArray();
                Verdict[] verdicts = Batch.Run(tries);
                int found = Array.FindIndex(verdicts, v => v.IsWrong == verdict.IsWrong && Kind(v) == kind);
                if (found >= 0)
                {
                    (program, verdict, smaller) = (tries[found], verdicts[found], true);
                }
            }

            if (!smaller)
            {
                break;
            }
        }

        return (program, verdict);
    }

    /// <summary>What makes two failures the same.</summary>
    public static string Kind(Verdict verdict) => verdict.Outcome switch
    {
        Outcome.Refused => Quoted().Replace(verdict.Message, "'…'"),
        Outcome.DoesNotCompile or Outcome.Signature => verdict.Outcome + " " + verdict.Message.Split(':')[0],
        Outcome.Internal => verdict.Outcome + " " + new string(verdict.Message.Where(c => !char.IsDigit(c)).ToArray()),
        Outcome.Throws => verdict.Outcome + " " + verdict.Message.Split(':')[0],
        _ => verdict.Outcome.ToString(),
    };

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    private static IEnumerable<string> Candidates(string source)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(source, Batch.ParseOptions).GetRoot();
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            switch (node)
            {
                case MethodDeclarationSyntax method when method.Identifier.Text != "F":
                    yield return Without(method);
                    break;
                case UsingDirectiveSyntax or OperatorDeclarationSyntax or PropertyDeclarationSyntax or FieldDeclarationSyntax:
                case TypeDeclarationSyntax { Parent: TypeDeclarationSyntax } type when !type.Members.OfType<MethodDeclarationSyntax>().Any(m => m.Identifier.Text == "F"):
                case ParameterSyntax { Parent.Parent: TypeDeclarationSyntax or MethodDeclarationSyntax { Identifier.Text: "F" } }:
                    yield return Without(node);
                    break;
                case BlockSyntax block when block.Parent is MethodDeclarationSyntax or BlockSyntax && block.Statements.Count > 3:
                    // Halves of long blocks.
                    int half = block.Statements.Count / 2;
                    yield return Replaced(block, block.WithStatements(SyntaxFactory.List(block.Statements.Take(half))));
                    yield return Replaced(block, block.WithStatements(SyntaxFactory.List(block.Statements.Skip(half))));
                    break;
                case StatementSyntax statement when statement is not BlockSyntax { Parent: not BlockSyntax } && !Ends(statement):
                    if (statement.Parent is BlockSyntax or SwitchSectionSyntax)
                    {
                        yield return Without(statement);
                    }

                    foreach (StatementSyntax inner in Inner(statement))
                    {
                        yield return Replaced(statement, inner);
                        if (inner is BlockSyntax { Statements: { Count: > 0 } statements } && statement.Parent is BlockSyntax outer)
                        {
                            yield return Replaced(outer, outer.WithStatements(outer.Statements.ReplaceRange(statement, statements)));
                        }
                    }

                    break;
                case ElseClauseSyntax or SwitchSectionSyntax:
                    yield return Without(node);
                    break;
                case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: > 1 } }:
                    yield return Without(node);
                    break;
                case AttributeListSyntax { Parent: MethodDeclarationSyntax { Identifier.Text: not "F" } }:
                    yield return Without(node);
                    break;
                case ExpressionSyntax expression when expression.Parent is not (NameColonSyntax or TypeSyntax or AttributeSyntax or ArrayRankSpecifierSyntax) && !Ends(expression):
                    if (expression is not (LiteralExpressionSyntax or TypeSyntax { Parent: not ExpressionSyntax }))
                    {
                        yield return Replaced(expression, SyntaxFactory.ParseExpression("1.0"));
                        yield return Replaced(expression, SyntaxFactory.ParseExpression("0"));
                        yield return Replaced(expression, SyntaxFactory.ParseExpression("true"));
                        yield return Replaced(expression, SyntaxFactory.ParseExpression("false"));
                    }

                    foreach (ExpressionSyntax part in expression.ChildNodes().SelectMany(c => c is ArgumentListSyntax or BracketedArgumentListSyntax ? c.DescendantNodes(n => n is not ExpressionSyntax) : [c]).OfType<ExpressionSyntax>())
                    {
                        yield return Replaced(expression, part);
                    }

                    break;
            }
        }

        string Without(SyntaxNode node) => root.RemoveNode(node, SyntaxRemoveOptions.KeepNoTrivia)!.ToFullString();

        string Replaced(SyntaxNode node, SyntaxNode by)
        {
            try
            {
                return root.ReplaceNode(node, by.WithTriviaFrom(node)).ToFullString();
            }
            catch (InvalidCastException)
            {
                // A node of another kind cannot stand there.
                return source;
            }
        }
    }

    private static IEnumerable<StatementSyntax> Inner(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax branch => branch.Else is null ? [branch.Statement] : [branch.Statement, branch.Else.Statement],
        ForStatementSyntax loop => [loop.Statement],
        WhileStatementSyntax loop => [loop.Statement],
        DoStatementSyntax loop => [loop.Statement],
        ForEachStatementSyntax loop => [loop.Statement],
        SwitchStatementSyntax choice => choice.Sections.SelectMany(s => s.Statements).OfType<BlockSyntax>(),
        _ => [],
    };

    /// <summary>What ends a loop or a recursion stays.</summary>
    private static bool Ends(SyntaxNode node) => node switch
    {
        IfStatementSyntax { Condition: { } condition } => Mentions(condition),
        ExpressionStatementSyntax statement => statement.Expression is PostfixUnaryExpressionSyntax && Mentions(statement),
        LocalDeclarationStatementSyntax declaration => declaration.Declaration.Variables.Any(v => v.Identifier.Text.StartsWith("fuel", StringComparison.Ordinal)),
        ExpressionSyntax { Parent: ForStatementSyntax } => true,
        ExpressionSyntax expression => expression is not InvocationExpressionSyntax && Mentions(expression),
        _ => false,
    };

    private static bool Mentions(SyntaxNode node) => node.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && (t.Text == "depth" || t.Text.StartsWith("fuel", StringComparison.Ordinal)));
}
