using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace DiffGen.Generator.Frontend;

/// <summary>
/// What the syntax of a loop does not show, and lowering its body does: then the method is lowered once more, and knows it from the start.
/// </summary>
internal sealed partial class Lowering
{
    /// <summary>What lowering a method found out about its loops.</summary>
    private sealed class LoopKnowledge
    {
        /// <summary>Variables that a loop gives new arrays, by their name.</summary>
        public HashSet<(SyntaxNode Loop, string Variable)> Homes { get; } = [];

        /// <summary>Variables that a loop assigns under another name, or in code that runs elsewhere: a reference, a lambda, a getter.</summary>
        public HashSet<(SyntaxNode Loop, object Variable)> Assigned { get; } = [];

        /// <summary>Loops whose condition writes.</summary>
        public HashSet<SyntaxNode> WritingConditions { get; } = [];
    }

    /// <summary>A loop was found to do what was not known of it.</summary>
    private sealed class LowerAgainException(Action<LoopKnowledge> learn) : Exception
    {
        public Action<LoopKnowledge> Learn { get; } = learn;
    }

    private readonly LoopKnowledge _known;
}
