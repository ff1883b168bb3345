using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace DiffGen.Fuzz;

/// <summary>
/// The constructs that programs are made of beyond the common ones, each with its switch: those that the compiler does not take yet are off. Each
/// program draws some of those that are on, so that many meet in few and few in many.
/// </summary>
internal static class Features
{
    public const string Structs = "structs", Operators = "operators", StructMethods = "struct methods", Mutators = "mutating methods", With = "with", NestedStructs = "nested structs",
        StructBuffers = "buffers of structs", InactiveMembers = "inactive members", InstanceMethods = "instance methods", Tuples = "tuples", Deconstruction = "deconstruction", CompositeResults = "composite results",
        Vectors = "vectors", RefHelpers = "ref and out of helpers", RefParameters = "ref and out of the method", Jagged = "jagged arrays", BuffersInLoops = "buffers assigned in loops",
        Generics = "generic helpers", Jacobian = "Jacobian", TensorPrimitives = "TensorPrimitives", TryFinally = "try/finally", BufferResults = "array results not made here", Matrices = "matrices", LocalFunctions = "local functions",
        Checked = "checked", Output = "[Output]", Checkpoint = "[Checkpoint]", Asserts = "Debug.Assert", InParameters = "in parameters", Hvp = "Hvp", RecursiveHvp = "Hvp through recursion", MutualRecursion = "mutual recursion", GotoCase = "goto case", AliasedReferences = "one variable twice by reference", Sums = "sum loops", Chosen = "loops for the least or greatest", Tables = "nests over a table",
        TableResults = "matrix and jagged results", Parallel = "Parallel", ConstantLists = "lists of constants and nulls";

    /// <summary>The name, whether it is on, and in how many of a hundred programs.</summary>
    private static readonly (string Name, bool On, int Share)[] s_table =
    [
        (Hvp, true, 40),
        (Matrices, true, 40),
        (LocalFunctions, true, 35),
        (MutualRecursion, true, 25),
        (GotoCase, true, 25),
        (Checked, true, 15),
        (Asserts, true, 15),
        (Output, true, 20),
        (Checkpoint, true, 20),
        (InParameters, true, 15),
        (Structs, true, 40),
        (Operators, true, 60),
        (StructMethods, true, 60),
        (Mutators, true, 40),
        (With, true, 50),
        (NestedStructs, true, 35),
        (InactiveMembers, true, 35),
        (StructBuffers, true, 30),
        (InstanceMethods, true, 15),
        (Tuples, true, 30),
        (Deconstruction, true, 60),
        (CompositeResults, true, 30),
        (Vectors, true, 10),
        (RefHelpers, true, 25),
        (RefParameters, true, 20),
        (AliasedReferences, true, 20),
        (Jagged, true, 20),
        (BuffersInLoops, true, 30),
        (BufferResults, true, 30),
        (Generics, true, 25),
        (Jacobian, true, 15),
        (TensorPrimitives, true, 15),
        (TryFinally, true, 20),
        (RecursiveHvp, true, 20),
        (Sums, true, 35),
        (Chosen, true, 30),
        (Tables, true, 40),
        (TableResults, true, 10),
        (Parallel, true, 15),
        (ConstantLists, true, 15),
    ];

    private static ImmutableHashSet<string> s_on = [.. s_table.Where(f => f.On).Select(f => f.Name)];

    public static IEnumerable<string> On => s_table.Select(f => f.Name).Where(s_on.Contains);

    public static IEnumerable<string> Off => s_table.Select(f => f.Name).Where(f => !s_on.Contains(f));

    /// <summary>Turns features on (<c>name</c>, <c>all</c>) or off (<c>-name</c>).</summary>
    public static void Switch(string names)
    {
        foreach (string name in names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string plain = name.TrimStart('-');
            if (plain != "all" && !s_table.Any(f => f.Name == plain))
            {
                throw new ArgumentException($"No feature '{plain}'; there are: {string.Join(", ", s_table.Select(f => f.Name))}.", nameof(names));
            }

            s_on = plain == "all" ? [.. s_table.Select(f => f.Name)] : name[0] == '-' ? s_on.Remove(plain) : s_on.Add(plain);
        }
    }

    /// <summary>Those of one program.</summary>
    public static HashSet<string> Draw(Random random) => [.. s_table.Where(f => random.Next(100) < f.Share && s_on.Contains(f.Name)).Select(f => f.Name)];
}
