using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>Statements, one after the other, each with what follows it.</summary>
internal sealed partial class Lowering
{
    /// <summary>The statements from an index on, then <paramref name="rest"/>. What follows a statement that may leave runs only where it did not.</summary>
    private void LowerStatements(IReadOnlyList<IOperation> statements, int from, Action? rest)
    {
        for (int i = from; i < statements.Count; i++)
        {
            if (_builder.IsDead)
            {
                return;
            }

            IOperation statement = statements[i];
            int next = i + 1;
            if (Leaving(statement) != Leaves.Never)
            {
                LowerLeaving(statement, () => LowerStatements(statements, next, rest));
                return;
            }

            LowerStatement(statement);
        }

        if (!_builder.IsDead)
        {
            rest?.Invoke();
        }
    }

    /// <summary>A statement that may leave, and what follows where it does not.</summary>
    private void LowerLeaving(IOperation statement, Action rest)
    {
        switch (statement)
        {
            case IReturnOperation or IBranchOperation:
                LowerStatement(statement);
                return;
            case IBlockOperation block:
                LowerStatements(block.Operations, 0, rest);
                return;
            case IConditionalOperation branch when Leaving(branch.WhenTrue) != Leaves.Maybe && Leaving(branch.WhenFalse) != Leaves.Maybe:
                Begin(statement);
                Value condition = LowerExpression(branch.Condition);
                Branch(
                    condition,
                    () => LowerStatements([branch.WhenTrue], 0, Leaving(branch.WhenTrue) == Leaves.Always ? null : rest),
                    () => LowerStatements(branch.WhenFalse is null ? [] : [branch.WhenFalse], 0, Leaving(branch.WhenFalse) == Leaves.Always ? null : rest));
                return;
            default:
                LowerStatement(statement);
                if (!_builder.IsDead && Leaving(statement) == Leaves.Maybe)
                {
                    Branch(DidNotLeave(statement), rest, () => { });
                }

                return;
        }
    }

    private void Begin(IOperation statement)
    {
        _cancellation.ThrowIfCancellationRequested();
        _statement = _origins.Statement(statement.Syntax);
        _builder.Origin = _statement;
    }

    private void LowerStatement(IOperation statement)
    {
        if (statement is not IBlockOperation)
        {
            Begin(statement);
        }

        switch (statement)
        {
            case IBlockOperation block:
                LowerStatements(block.Operations, 0, null);
                return;
            case IExpressionStatementOperation expression:
                LowerEffect(expression.Operation);
                return;
            case IVariableDeclarationGroupOperation group:
                Declare(group);
                return;
            case IReturnOperation { Kind: not OperationKind.Return }:
                throw Refuse(statement, "an iterator", "return the value, or write to a span");
            case IReturnOperation returned:
                LowerReturn(returned);
                return;
            case IBranchOperation jump:
                LowerJump(jump);
                return;
            case IConditionalOperation branch:
                Value condition = LowerExpression(branch.Condition);
                Branch(condition, () => LowerStatements([branch.WhenTrue], 0, null), () => LowerStatements(branch.WhenFalse is null ? [] : [branch.WhenFalse], 0, null));
                return;
            case ISwitchOperation choice:
                LowerSwitch(choice);
                return;
            case IForLoopOperation loop:
                LowerFor(loop);
                return;
            case IForEachLoopOperation loop:
                LowerForEach(loop);
                return;
            case IWhileLoopOperation loop:
                LowerWhile(loop);
                return;
            case IThrowOperation thrown:
                LowerThrow(thrown);
                return;
            case IEmptyOperation:
                return;
            case ILabeledOperation:
                throw Refuse(statement, "a label", "write a loop with 'break' or 'continue'");
            case ILocalFunctionOperation:
                return;
            case ILockOperation:
                throw Refuse(statement, "'lock'", "take the lock where the method is called");
            case ITryOperation guarded:
                LowerTry(guarded);
                return;
            case IUsingOperation or IUsingDeclarationOperation:
                throw Refuse(statement, "'using'", "put it around the call of the method");
            default:
                throw Unsupported(statement);
        }
    }

    private void Declare(IVariableDeclarationGroupOperation group)
    {
        foreach (IVariableDeclarationOperation declaration in group.Declarations)
        {
            foreach (IVariableDeclaratorOperation declarator in declaration.Declarators)
            {
                LowerDeclarator(declarator, declaration);
            }
        }
    }

    private void LowerDeclarator(IVariableDeclaratorOperation declarator, IVariableDeclarationOperation declaration)
    {
        ILocalSymbol local = declarator.Symbol;
        if (local.RefKind != RefKind.None)
        {
            _aliases[local] = LowerTarget((declarator.Initializer ?? declaration.Initializer)!.Value);
            return;
        }

        if (local.Type.TypeKind == TypeKind.Dynamic)
        {
            throw Refuse(declarator, "'dynamic'", "give the variable its type");
        }

        IVariableInitializerOperation? initializer = declarator.Initializer ?? declaration.Initializer;
        if (initializer?.Value is { } lambdaValue && LambdaOf(lambdaValue) is { } lambda)
        {
            _lambdas[local] = lambda;
            return;
        }

        _environment[local] = null;
        if (initializer is not null)
        {
            Assign(local, LowerExpression(initializer.Value), SignatureReader.Identifier(local.Name));
        }
    }

    /// <summary><c>try … finally</c>: the second block behind the first, however that was left. An exception ends the companion as it ends the method.</summary>
    private void LowerTry(ITryOperation guarded)
    {
        if (guarded.Finally is null || guarded.Catches.Length > 0)
        {
            throw Refuse(guarded, "'catch'", "put it around the call of the method");
        }

        LowerStatements([guarded.Body], 0, null);
        if (_builder.IsDead)
        {
            return;
        }

        _builder.Open();
        LowerStatements([guarded.Finally], 0, null);
        Region last = _builder.Close();
        if (IrRewriter.Walk(last).Any(o => o is Opaque { Effect: Effect.Unknown } or Call))
        {
            throw Refuse(guarded.Finally, "a call in 'finally'", "put 'try' around the call of the method");
        }

        _builder.AddRange(last.Ops);
    }

    private void LowerThrow(IThrowOperation thrown)
    {
        if (thrown.Exception is null)
        {
            throw Refuse(thrown, "'throw;'", "throw an exception by name");
        }

        Value exception = LowerExpression(Unconverted(thrown.Exception));
        _builder.Add(new Throw(_builder.Origin, "throw {0};", ImmutableArray.Create(exception)));
    }

    /// <summary>Sections in order, each behind its labels: the first that matches runs.</summary>
    private void LowerSwitch(ISwitchOperation choice)
    {
        Value value = LowerExpression(choice.Value);
        var scope = new JumpScope(choice.ExitLabel, null, isLoop: false) { Sections = choice.Cases };
        _environment[scope.Skip] = _builder.Constant(IrType.Bool, "false");
        _scopes.Push(scope);
        ISwitchCaseOperation[] ordered = choice.Cases.OrderBy(c => c.Clauses.Any(k => k is IDefaultCaseClauseOperation)).ToArray();
        Section(0);
        _scopes.Pop();
        _environment.Remove(scope.Skip);

        void Section(int index)
        {
            if (index == ordered.Length)
            {
                return;
            }

            ISwitchCaseOperation section = ordered[index];
            if (section.Clauses.Any(c => c is IDefaultCaseClauseOperation))
            {
                LowerStatements(section.Body, 0, null);
                return;
            }

            DeclarePatternVariables(section);
            Value matches = Clause(section, 0);
            Branch(matches, () => LowerStatements(section.Body, 0, null), () => Section(index + 1));
        }

        Value Clause(ISwitchCaseOperation section, int index)
        {
            Value first = section.Clauses[index] switch
            {
                ISingleValueCaseClauseOperation single => _builder.Pure(IrType.Bool, "{0} == {1}", Primitives.Precedences.Equality, value, LowerExpression(single.Value)),
                IPatternCaseClauseOperation pattern when pattern.Guard is null => LowerPattern(pattern.Pattern, value),
                IPatternCaseClauseOperation pattern => And(LowerPattern(pattern.Pattern, value), () => LowerExpression(pattern.Guard!)),
                _ => throw Refuse(section.Clauses[index], "this case", "write 'if'"),
            };
            return index + 1 == section.Clauses.Length ? first : Or(first, () => Clause(section, index + 1));
        }
    }
}
