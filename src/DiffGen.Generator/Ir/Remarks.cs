namespace DiffGen.Generator.Ir;

/// <summary>The comments that announce what the compiler made of a method.</summary>
internal static class Remarks
{
    /// <summary>The reverse sweep begins.</summary>
    public const string Reverse = "Reverse sweep: undo one statement at a time, last first.";

    /// <summary>The rest of a loop's body undoes the iteration.</summary>
    public const string UndoIteration = "Undo the iteration at once.";

    /// <summary>The rest of a loop's body undoes the iteration of a node gradient, as far as sites let it.</summary>
    public const string UndoToSites = "Undo the iteration at once, up to the sites before it.";

    /// <summary>A run of the method beside the forward sweep.</summary>
    public const string Perturbed = "The method again, with noise at its nodes.";

    /// <summary>Statements of the source are printed from here on: they tell what is undone.</summary>
    public static bool BeginsReverse(string text) => text is Reverse or UndoIteration or UndoToSites;
}
