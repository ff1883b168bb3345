using System;
using System.IO;
using Xunit;

namespace DiffGen.Samples.Tests;

/// <summary>Tests that take the console run one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleTests
{
    public const string Name = "console";

    /// <summary>Runs a program and gives what it printed.</summary>
    internal static (int Code, string Output, string Errors) Run(Func<string[], int> main, params string[] arguments)
    {
        TextWriter output = Console.Out;
        TextWriter errors = Console.Error;
        using StringWriter written = new();
        using StringWriter complained = new();
        try
        {
            Console.SetOut(written);
            Console.SetError(complained);
            return (main(arguments), written.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }
}
