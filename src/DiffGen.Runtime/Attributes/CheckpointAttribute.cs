using System;

namespace DiffGen;

/// <summary>
/// Marks a method that a differentiable method calls: the reverse sweep runs it again, from the arguments it had, instead of recording what it did.
/// Trades time (one more forward run) for memory. For a loop, see <see cref="Diff.Checkpoint()"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class CheckpointAttribute : Attribute;
